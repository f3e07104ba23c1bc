package dev.portcullis.simulator.bus;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** A timeline that stands still until a test moves it; everything runs on the test's thread. */
public final class SteppedTimeline implements Timeline {

  private final PriorityQueue<ScheduledTask> tasks = new PriorityQueue<>();
  // Close to where a 64-bit nanosecond clock wraps: nothing may compare times by their size.
  private MonotonicTime now = new MonotonicTime(Long.MAX_VALUE - 1_000_000);
  private long asked;

  @Override
  public synchronized MonotonicTime now() {
    return now;
  }

  @Override
  public synchronized void at(MonotonicTime due, Runnable task) {
    tasks.add(new ScheduledTask(due, asked++, task));
  }

  @Override
  public <T> T ask(Supplier<T> question) {
    return question.get();
  }

  /** Moves the time on, and runs everything that becomes due on the way at its time. */
  public synchronized void advance(Duration by) {
    var end = now.plus(by);
    while (!tasks.isEmpty() && tasks.element().due().compareTo(end) <= 0) {
      var next = tasks.remove();
      now = now.orLater(next.due());
      next.work().run();
    }
    now = end;
  }

  @Override
  public synchronized void close() {
    tasks.clear();
  }
}
