package dev.portcullis.simulator.bus;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The one sequence of events a simulated car lives on. Whatever runs on a timeline runs one after
 * the other, so that bus, controllers and adapter need no locks among themselves.
 */
public interface Timeline extends AutoCloseable {

  /** The time now. */
  MonotonicTime now();

  /**
   * Runs {@code task} once {@code due} has come, in the order of due times, and of asking where
   * those are equal. May be called from any thread.
   */
  void at(MonotonicTime due, Runnable task);

  /**
   * Asks {@code question} on the timeline and waits for the answer. May be called from any thread,
   * also from the timeline's own.
   */
  <T> T ask(Supplier<T> question);

  /** Runs {@code task} on the timeline and waits until it is done; otherwise as {@link #ask}. */
  default void perform(Runnable task) {
    var _ =
        ask(() -> {
          task.run();
          return now();
        });
  }

  /** Runs {@code task} as soon as what is already due has run. */
  default void soon(Runnable task) {
    at(now(), task);
  }

  /** Runs {@code task} after {@code delay}. */
  default void after(Duration delay, Runnable task) {
    at(now().plus(delay), task);
  }

  /** Runs nothing any more. */
  @Override
  void close();
}
