package dev.portcullis.agent.gate;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one thread that waits for the car. Commands are carried out one after the other, in the order
 * of their decisions; what became of each goes back to the gate's thread as work.
 */
final class Carrier implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  private final int most;
  private final Consumer<Work> back;
  private final AtomicInteger underWay = new AtomicInteger();
  private final ScheduledExecutorService executor;

  Carrier(int most, Consumer<Work> back, ThreadFactory threads) {
    this.most = most;
    this.back = back;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = threads.newThread(task);
              thread.setName("actuate");
              return thread;
            });
  }

  /** Whether one more command may be under way. */
  boolean hasRoom() {
    return underWay.get() < most;
  }

  /** Carries a command out, after those before it. */
  void carry(Actuate actuate, Actuate.Committed committed) {
    submit(() -> {
      var handOver = new AtomicReference<Optional<Car.HandOver>>(Optional.empty());
      var actuation = actuate.actuate(committed, told -> handOver.set(Optional.of(told)));
      return new Work.Ended(committed, actuation, handOver.get());
    });
  }

  /** Ends a remote start, after the commands before it. */
  void endRun(Supplier<Car.Actuation> end, long sequence) {
    submit(() -> new Work.RunEnded(sequence, end.get()));
  }

  /** Gives {@code work} back to the gate after {@code delayNanos}. */
  void later(Work work, long delayNanos) {
    var _ = executor.schedule(() -> back.accept(work), delayNanos, TimeUnit.NANOSECONDS);
  }

  private void submit(Supplier<Work> task) {
    underWay.incrementAndGet();
    executor.execute(() -> {
      try {
        back.accept(task.get());
      } catch (RuntimeException | Error fault) {
        // The executor would keep it to itself, and the command would be under way for ever. Like
        // any thread's that dies, this ends the process; the next one reports the command unknown.
        var thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
      } finally {
        underWay.decrementAndGet();
      }
    });
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
