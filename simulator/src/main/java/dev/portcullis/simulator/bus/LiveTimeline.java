package dev.portcullis.simulator.bus;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timeline that follows a running clock, on one thread of its own. A task that throws is logged
 * and ends alone: the car goes on.
 */
public final class LiveTimeline implements Timeline {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTimeline.class);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<ScheduledTask> tasks = new PriorityQueue<>();
  private final Thread thread;
  private long asked;
  private Phase phase = Phase.RUNNING;

  private enum Phase {
    RUNNING,
    CLOSED
  }

  private LiveTimeline(String threadName, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.thread = Thread.ofPlatform().name(threadName).daemon().unstarted(this::run);
  }

  /**
   * Starts a timeline on a new thread.
   *
   * @param nanoClock nanoseconds that only run forward, such as {@code System::nanoTime}
   */
  public static LiveTimeline start(String threadName, LongSupplier nanoClock) {
    var timeline = new LiveTimeline(threadName, nanoClock);
    timeline.thread.start();
    return timeline;
  }

  @Override
  public MonotonicTime now() {
    return new MonotonicTime(nanoClock.getAsLong());
  }

  /** As in {@link Timeline#at}; after {@link #close} nothing runs any more. */
  @Override
  public void at(MonotonicTime due, Runnable task) {
    lock.lock();
    try {
      if (phase == Phase.CLOSED) {
        drop(task);
        return;
      }
      tasks.add(new ScheduledTask(due, asked++, task));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * As in {@link Timeline#ask}.
   *
   * @throws java.util.concurrent.CancellationException if the timeline is closed
   */
  @Override
  public <T> T ask(Supplier<T> question) {
    if (Thread.currentThread().equals(thread)) {
      return question.get();
    }
    var task = new Question<>(question);
    at(now(), task);
    return task.answer().join();
  }

  /** Drops what has not run yet and waits for the task that is running. */
  @Override
  public void close() {
    lock.lock();
    try {
      phase = Phase.CLOSED;
      tasks.forEach(each -> drop(each.work()));
      tasks.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      if (!thread.join(PATIENCE_AT_CLOSE)) {
        LOG.warn("a task of {} does not end", thread.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever waits for an answer must not wait for ever. */
  private static void drop(Runnable task) {
    if (task instanceof Question<?> question) {
      question.cancel();
    }
  }

  private void run() {
    try {
      while (runNext() == Phase.RUNNING) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Phase runNext() throws InterruptedException {
    Runnable work;
    lock.lockInterruptibly();
    try {
      awaitDue();
      if (phase == Phase.CLOSED) {
        return Phase.CLOSED;
      }
      work = tasks.remove().work();
    } finally {
      lock.unlock();
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("a task of {} failed", thread.getName(), e);
    }
    return Phase.RUNNING;
  }

  private void awaitDue() throws InterruptedException {
    while (phase == Phase.RUNNING) {
      var next = tasks.peek();
      if (next == null) {
        changed.await();
        continue;
      }
      long wait = now().until(next.due()).toNanos();
      if (wait <= 0) {
        return;
      }
      // Whether the wait ended early does not matter: the loop looks again.
      var _ = changed.await(wait, TimeUnit.NANOSECONDS);
    }
  }
}
