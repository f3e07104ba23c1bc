package dev.portcullis.can.port;

import dev.portcullis.can.frame.CanFrame;

/**
 * An open adapter. Received frames go to the {@link CanListener} it was opened with. Only the
 * package {@code actuate} may transmit; a test of the architecture sees to it.
 */
public interface CanPort extends AutoCloseable {

  /**
   * Hands one frame to the adapter and waits until the operating system has taken all of it, but
   * not longer than the port's write deadline. Never throws for what a device does.
   */
  Transmission transmit(CanFrame frame);

  /** Closes the port. It can be called more than once, and after a loss. */
  @Override
  void close();
}
