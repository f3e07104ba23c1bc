package dev.portcullis.crypto.message;

import java.util.Optional;

/**
 * The way a command takes to the vehicle; the command names it, so that none can be moved to
 * another.
 */
public enum Channel {
  /** Through the back-end, over MQTT. */
  REMOTE("remote"),
  /** From the phone straight to the vehicle. */
  LOCAL("local");

  private final String wire;

  Channel(String wire) {
    this.wire = wire;
  }

  /** How it is spelt in a message. */
  public String wire() {
    return wire;
  }

  /** The constant that is spelt {@code wire}. */
  public static Optional<Channel> ofWire(String wire) {
    for (Channel candidate : values()) {
      if (candidate.wire.equals(wire)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
