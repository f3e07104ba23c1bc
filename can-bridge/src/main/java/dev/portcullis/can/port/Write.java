package dev.portcullis.can.port;

import dev.portcullis.crypto.Bytes;
import java.util.Optional;

/** One write on its way through the writer's queue. */
final class Write {

  private enum Step {
    QUEUED,
    BEGUN,
    GIVEN_UP
  }

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Bytes bytes;
  private Step step = Step.QUEUED;
  private Optional<Transmission> result = Optional.empty();

  Write(Bytes bytes) {
    this.bytes = bytes;
  }

  Bytes bytes() {
    return bytes;
  }

  /** The writer takes it up; false if nobody waits for it any more, and it must not go out. */
  synchronized boolean begin() {
    if (step == Step.QUEUED) {
      step = Step.BEGUN;
      return true;
    }
    return false;
  }

  synchronized void end(Transmission transmission) {
    result = Optional.of(transmission);
    notifyAll();
  }

  /** Waits for the end; an interruption is kept for later, because this wait is bounded anyway. */
  synchronized Transmission await(long deadline, MonotonicClock clock) {
    boolean interrupted = false;
    long left = deadline - clock.nanos();
    while (result.isEmpty() && left > 0) {
      try {
        wait(left / NANOS_PER_MILLI + 1);
      } catch (InterruptedException _) {
        interrupted = true;
      }
      left = deadline - clock.nanos();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return result.orElseGet(this::giveUp);
  }

  private Transmission giveUp() {
    boolean begun = step == Step.BEGUN;
    step = Step.GIVEN_UP;
    return begun ? new Transmission.Stalled() : new Transmission.NotHanded(PortLoss.STALLED);
  }
}
