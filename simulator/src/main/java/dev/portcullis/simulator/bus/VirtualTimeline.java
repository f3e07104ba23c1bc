package dev.portcullis.simulator.bus;

import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * A timeline whose time is only as long as what happens on it takes to compute: hours of a bus in
 * minutes. It begins at zero, and everything runs on the thread that calls {@link #runUntil}.
 */
public final class VirtualTimeline implements Timeline {

  private final PriorityQueue<ScheduledTask> tasks = new PriorityQueue<>();
  private MonotonicTime now = new MonotonicTime(0);
  private long asked;

  /** Begins at zero. */
  public VirtualTimeline() {}

  @Override
  public MonotonicTime now() {
    return now;
  }

  /** As in {@link Timeline#at}, but only from the thread that runs it. */
  @Override
  public void at(MonotonicTime due, Runnable task) {
    tasks.add(new ScheduledTask(due, asked++, task));
  }

  @Override
  public <T> T ask(Supplier<T> question) {
    return question.get();
  }

  /** Runs everything that is due before {@code end}, each at its time; then it is {@code end}. */
  public void runUntil(MonotonicTime end) {
    for (var next = tasks.peek();
        next != null && next.due().compareTo(end) < 0;
        next = tasks.peek()) {
      tasks.remove();
      now = now.orLater(next.due());
      next.work().run();
    }
    now = now.orLater(end);
  }

  @Override
  public void close() {
    tasks.clear();
  }
}
