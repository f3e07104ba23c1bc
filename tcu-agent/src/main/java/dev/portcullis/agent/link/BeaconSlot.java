package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;
import java.util.Optional;

/**
 * Room for one beacon: the latest. It is owed to the broker anew on each connection, because a
 * broker that was restarted may have forgotten it; the supervisor's alone.
 */
final class BeaconSlot {

  private final Pauses pauses;
  private Optional<Bytes> latest = Optional.empty();
  private Optional<InFlight> inFlight = Optional.empty();
  private boolean owed;
  private long notBefore;
  private int refusals;

  BeaconSlot(Pauses pauses) {
    this.pauses = pauses;
  }

  /** Replaces the beacon; one that was sent and not answered is let finish first. */
  void put(Bytes beacon, long now) {
    latest = Optional.of(beacon);
    owed = true;
    notBefore = now;
    refusals = 0;
  }

  /** The beacon to be sent at {@code now}. */
  Optional<Publication.Beacon> due(long now) {
    boolean sendable = owed && inFlight.isEmpty() && now - notBefore >= 0;
    return sendable ? latest.map(Publication.Beacon::new) : Optional.empty();
  }

  /** 1 if one was sent and not answered. */
  int inFlight() {
    return inFlight.isPresent() ? 1 : 0;
  }

  /** Notes that the beacon was sent. */
  void sent(InFlight sent) {
    inFlight = Optional.of(sent);
    owed = false;
  }

  /** Notes that the broker has the beacon that was sent. */
  void taken() {
    inFlight = Optional.empty();
    refusals = 0;
  }

  /** Puts off {@code beacon}, which the broker refused, if there is none newer. */
  void refused(Bytes beacon, long now) {
    inFlight = Optional.empty();
    if (latest.filter(beacon::equals).isPresent()) {
      owed = true;
      refusals++;
      notBefore = now + pauses.after(refusals).toNanos();
    }
  }

  /** The connection is gone: the latest beacon is owed to the next. */
  void unsend(long now) {
    inFlight = Optional.empty();
    owed = latest.isPresent();
    notBefore = now;
  }

  /** Whether an answer is overdue at {@code now}. */
  boolean isOverdue(long now) {
    return inFlight.filter(sent -> sent.isOverdue(now)).isPresent();
  }

  /** Nanoseconds from {@code now} until something here wants to be looked at. */
  long untilDue(long now) {
    if (inFlight.isPresent()) {
      return inFlight.get().deadline() - now;
    }
    return owed ? notBefore - now : Long.MAX_VALUE;
  }
}
