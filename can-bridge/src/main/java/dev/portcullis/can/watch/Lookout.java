package dev.portcullis.can.watch;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.port.MonotonicClock;

/**
 * A watch on its post: one thread brings it what is on the bus, another looks for silence, a third
 * may relieve it by another watch. Safe for concurrent use.
 */
public final class Lookout {

  /** Whether there is an adapter to hear anything by. */
  private enum Hearing {
    HEARS,
    DEAF
  }

  private final MonotonicClock clock;
  private BusWatch watch;
  private Hearing hearing = Hearing.HEARS;

  /** {@code clock} is that of the port. */
  public Lookout(BusWatch watch, MonotonicClock clock) {
    this.watch = watch;
    this.clock = clock;
  }

  /** From here on {@code next} watches, which knows nothing of what was before. */
  public synchronized void relieve(BusWatch next) {
    watch = next;
  }

  /** Looks for silence; to be called about ten times a second. */
  public synchronized void look() {
    switch (hearing) {
      case HEARS -> watch.look(clock.nanos());
      case DEAF -> {}
    }
  }

  /** What was seen and found since this watch began. */
  public synchronized WatchReport report() {
    return watch.report();
  }

  synchronized void opened() {
    hearing = Hearing.HEARS;
    watch.beginAnew(clock.nanos());
  }

  synchronized void lost() {
    hearing = Hearing.DEAF;
  }

  synchronized void accept(CanFrame frame, Origin from, long nanos) {
    watch.accept(frame, from, nanos);
  }

  synchronized void errorFrame(long nanos) {
    watch.countError(nanos);
  }

  synchronized void missed(long frames) {
    watch.miss(frames, clock.nanos());
  }

  synchronized void bus(BusCondition condition) {
    watch.accept(condition, clock.nanos());
  }
}
