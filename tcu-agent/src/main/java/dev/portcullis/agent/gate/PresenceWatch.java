package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.grant.Presence;
import java.time.Duration;

/**
 * Whether somebody is in the car for a purpose, now. A signal counts for two minutes, and for one
 * thing: what it made possible uses up every signal given until then. Nothing of it outlives the
 * process.
 */
final class PresenceWatch {

  private static final long LASTS_NANOS = Duration.ofMinutes(2).toNanos();

  private final Presence presence;
  private final BootClock clock;
  private long usedUntil = Long.MIN_VALUE;

  PresenceWatch(Presence presence, BootClock clock) {
    this.presence = presence;
    this.clock = clock;
  }

  boolean isGiven(Presence.Signal signal) {
    var given = presence.lastGiven(signal);
    if (given.isEmpty()) {
      return false;
    }
    long at = given.getAsLong();
    long now = clock.nanos();
    return at > usedUntil && at <= now && now - at <= LASTS_NANOS;
  }

  /** Something was done that needed it. */
  void use() {
    usedUntil = clock.nanos();
  }
}
