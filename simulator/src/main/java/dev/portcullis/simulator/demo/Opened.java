package dev.portcullis.simulator.demo;

import java.util.ArrayDeque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What was opened, to be closed in the opposite order: once, by whoever comes first. */
final class Opened implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Opened.class.getName());

  private final ArrayDeque<AutoCloseable> last = new ArrayDeque<>();
  private Closed closed = Closed.NO;

  private enum Closed {
    YES,
    NO
  }

  /** Takes charge of {@code resource}; closes it at once where all is over already. */
  synchronized <T extends AutoCloseable> T take(T resource) {
    if (closed == Closed.YES) {
      close(resource);
      throw new IllegalStateException("the demo has been ended");
    }
    last.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    closed = Closed.YES;
    while (!last.isEmpty()) {
      close(last.pop());
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // The rest must be closed all the same.
      LOG.log(Level.FINE, e, () -> resource + " was not closed");
    }
  }
}
