package dev.portcullis.ota.fetch;

import java.time.Duration;

/**
 * Ends what blocks without a time limit of its own: the headers of an answer may trickle byte by
 * byte, each within the limit of silence.
 */
final class Deadline implements AutoCloseable {

  private final Thread thread;
  private volatile boolean isOver;

  /** Runs {@code end} after {@code time}, unless closed before. */
  Deadline(Duration time, Runnable end) {
    thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(time);
                isOver = true;
                end.run();
              } catch (InterruptedException _) {
                // What was waited for came in time, and this thread ends.
                return;
              }
            });
  }

  /** Whether it came to the end. */
  boolean isOver() {
    return isOver;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
