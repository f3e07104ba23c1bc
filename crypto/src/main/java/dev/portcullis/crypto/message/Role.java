package dev.portcullis.crypto.message;

import java.util.Optional;

/** What the holder of a key is to a vehicle. */
public enum Role {
  /** Grants and revokes keys. */
  OWNER("owner"),
  /** Uses the vehicle. */
  DRIVER("driver"),
  /** Parks the vehicle for somebody else, for a short time. */
  VALET("valet"),
  /** A workshop or a delivery, for a time. */
  SERVICE("service"),
  /** Runs the vehicle as one of many, and is not who drives it. */
  FLEET_OPERATOR("fleet-operator");

  private final String wire;

  Role(String wire) {
    this.wire = wire;
  }

  /** How it is spelt in a message. */
  public String wire() {
    return wire;
  }

  /** The constant that is spelt {@code wire}. */
  public static Optional<Role> ofWire(String wire) {
    for (Role candidate : values()) {
      if (candidate.wire.equals(wire)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
