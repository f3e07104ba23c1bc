package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.Ledger;
import java.time.Duration;

/**
 * Sees to it that a remote start ends, whoever forgets about it, also across a restart of the
 * agent. After a restart of the kernel nobody knows how long the engine has run, so it ends at
 * once.
 */
final class RunGuard {

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final BootClock clock;
  private final String kernelBoot;
  private long notBefore;

  RunGuard(Ledger ledger, BootClock clock, String kernelBoot) {
    this.ledger = ledger;
    this.clock = clock;
    this.kernelBoot = kernelBoot;
  }

  /** The limit of a run of {@code length} that begins now, to be made durable before it begins. */
  Entry.RunLimit begin(Duration length) {
    return new Entry.RunLimit(kernelBoot, clock.nanos() + length.toNanos());
  }

  /** Whether a run is to be ended now. Answers yes once, and again after a while if need be. */
  boolean isOver() {
    var limit = ledger.runLimit();
    if (limit.isEmpty()) {
      return false;
    }
    long now = clock.nanos();
    boolean over = !limit.get().kernelBoot().equals(kernelBoot) || now >= limit.get().deadline();
    if (!over || now < notBefore) {
      return false;
    }
    notBefore = now + RETRY.toNanos();
    return true;
  }
}
