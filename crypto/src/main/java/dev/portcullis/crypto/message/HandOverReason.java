package dev.portcullis.crypto.message;

import java.util.Optional;

/** Why the manufacturer makes somebody the owner of a vehicle. */
public enum HandOverReason {
  /** The vehicle leaves the dealer, and never had an owner. */
  FIRST_OWNER("first-owner"),
  /** The vehicle was sold. */
  SALE("sale"),
  /** The owner lost the last phone that had a key. */
  LOST_PHONE("lost-phone"),
  /** The telematics unit was replaced, and the new one knows nobody. */
  REPLACED_UNIT("replaced-unit");

  private final String wire;

  HandOverReason(String wire) {
    this.wire = wire;
  }

  /** How it is spelt in a message. */
  public String wire() {
    return wire;
  }

  /** The constant that is spelt {@code wire}. */
  public static Optional<HandOverReason> ofWire(String wire) {
    for (HandOverReason candidate : values()) {
      if (candidate.wire.equals(wire)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
