package dev.portcullis.agent.bus;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A person's Ctrl-C: whoever works is asked to stop and gets time to say what it found. Safe for
 * concurrent use.
 */
final class Interruption {

  /** What a shell says of a program that SIGINT ended. */
  private static final int ENDED_BY_SIGNAL = 130;

  private static final long PATIENCE_SECONDS = 3;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int code = ENDED_BY_SIGNAL;

  /** Whether to stop. */
  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Waits so long, or until there is reason to stop; whether there is. */
  boolean await(long millis) throws InterruptedException {
    return asked.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Asks to stop. */
  void ask() {
    asked.countDown();
  }

  /** The work has ended with this exit code. */
  void finish(int exitCode) {
    code = exitCode;
    finished.countDown();
  }

  /** Asks to stop, and waits for the exit code, but not for ever. */
  int askAndAwait() throws InterruptedException {
    ask();
    boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return inTime ? code : ENDED_BY_SIGNAL;
  }
}
