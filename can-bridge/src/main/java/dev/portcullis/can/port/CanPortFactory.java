package dev.portcullis.can.port;

import dev.portcullis.crypto.Outcome;

/** Opens the one adapter that the configuration names, as often as it takes. */
public interface CanPortFactory {

  /**
   * Opens the adapter's channel. It may block for a few seconds; {@code listener} can be called
   * before this returns.
   */
  Outcome<CanPort, PortRefusal> open(CanListener listener);

  /** The adapter as the configuration names it, for messages to people. */
  String name();
}
