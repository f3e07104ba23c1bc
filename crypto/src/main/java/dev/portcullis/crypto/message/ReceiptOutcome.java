package dev.portcullis.crypto.message;

import java.util.Optional;

/** What became of a command, as the broker may see it. */
public enum ReceiptOutcome {
  /** Carried out, and confirmed by the body controller. */
  DONE("done"),
  /** Refused; nothing moved. */
  REFUSED("refused"),
  /** Transmitted without confirmation, or interrupted: it may have happened. Never repeated. */
  UNKNOWN("unknown"),
  /** A newer command for the same actuator was there first. */
  SUPERSEDED("superseded");

  private final String wire;

  ReceiptOutcome(String wire) {
    this.wire = wire;
  }

  /** How it is spelt in a message. */
  public String wire() {
    return wire;
  }

  /** The constant that is spelt {@code wire}. */
  public static Optional<ReceiptOutcome> ofWire(String wire) {
    for (ReceiptOutcome candidate : values()) {
      if (candidate.wire.equals(wire)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
