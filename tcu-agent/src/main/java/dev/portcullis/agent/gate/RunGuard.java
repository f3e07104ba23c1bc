package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.Ledger;
import java.time.Duration;

/**
 * Sees to it that a remote start ends, whoever forgets about it, also across a restart of the
 * agent. After a restart of the kernel nobody knows how long the engine has run, so it ends at
 * once.
 *
 * <p>There is one limit, and starts and stops may overlap: a limit is taken away only by what came
 * after the start it was made for. One that is left standing costs a question to the car; one that
 * is missing would let an engine run for ever.
 */
final class RunGuard {

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final BootClock clock;
  private final String kernelBoot;
  private long notBefore;
  private long newestStart;
  private Prior priorLimit = Prior.NONE;

  private enum Prior {
    NONE,
    SOME
  }

  RunGuard(Ledger ledger, BootClock clock, String kernelBoot) {
    this.ledger = ledger;
    this.clock = clock;
    this.kernelBoot = kernelBoot;
  }

  /**
   * The limit of a run of {@code length} that the decision {@code sequence} begins now, to be made
   * durable before it begins. Where an earlier limit is still to come it holds: the engine may be
   * running by it, and a start that moves nothing must not let it run for longer.
   */
  Entry.RunLimit begin(long sequence, Duration length) {
    var prior = ledger.runLimit();
    long deadline = clock.nanos() + length.toNanos();
    if (prior.isPresent()
        && prior.get().kernelBoot().equals(kernelBoot)
        && prior.get().deadline() > clock.nanos()) {
      deadline = Math.min(deadline, prior.get().deadline());
    }
    priorLimit = prior.isPresent() ? Prior.SOME : Prior.NONE;
    newestStart = sequence;
    return new Entry.RunLimit(kernelBoot, deadline);
  }

  /** Whether a start that moved nothing leaves nothing behind that its limit is needed for. */
  boolean isNeedlessAfter(long failedStart) {
    return failedStart == newestStart && priorLimit == Prior.NONE;
  }

  /** Whether the engine that the decision {@code stop} turned off is the one that is limited. */
  boolean isEndedBy(long stop) {
    return stop > newestStart;
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
