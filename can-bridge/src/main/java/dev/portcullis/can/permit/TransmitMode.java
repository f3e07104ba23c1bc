package dev.portcullis.can.permit;

import dev.portcullis.can.port.MonotonicClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The mode that the allow-list is in. Silent until the adapter is open and the gate was heard; a
 * gate that is not heard again is lost without anybody having to notice. Safe for concurrent use.
 */
public final class TransmitMode {

  private static final Mode OPERATING = new Mode.Operating();

  private final MonotonicClock clock;
  private final Set<Silence> causes = EnumSet.of(Silence.BUS_FAULT, Silence.GATE_LOST);
  private long heardUntil;

  /** Silent. */
  public TransmitMode(MonotonicClock clock) {
    this.clock = clock;
  }

  /** The gate lives, and counts as living for {@code lasting} from now. */
  public synchronized void heard(Duration lasting) {
    heardUntil = clock.nanos() + lasting.toNanos();
    causes.remove(Silence.GATE_LOST);
  }

  /** From now on nothing passes, for this cause; one that is there already stays. */
  public synchronized void silence(Silence cause) {
    causes.add(cause);
  }

  /** This cause is over; others may not be. */
  public synchronized void end(Silence cause) {
    causes.remove(cause);
  }

  /** The mode at this moment; of several causes of silence the first in their order. */
  public synchronized Mode now() {
    if (clock.nanos() - heardUntil >= 0) {
      causes.add(Silence.GATE_LOST);
    }
    return causes.isEmpty() ? OPERATING : new Mode.Silent(causes.iterator().next());
  }
}
