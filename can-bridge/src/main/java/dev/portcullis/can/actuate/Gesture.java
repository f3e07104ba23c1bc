package dev.portcullis.can.actuate;

import java.util.Optional;

/**
 * What somebody in the car can show his presence for. Which signal on the bus each is says the
 * command map.
 */
public enum Gesture {
  /** A new key is to enrol. */
  ENROL("enrol"),
  /** The key of an owner is to be revoked, or more keys than usual. */
  REVOKE_OWNER("revoke-owner"),
  /** The car is to have another owner. */
  HAND_OVER("hand-over");

  private final String key;

  Gesture(String key) {
    this.key = key;
  }

  /** Its key in the command map. */
  public String key() {
    return key;
  }

  static Optional<Gesture> ofKey(String key) {
    for (Gesture gesture : values()) {
      if (gesture.key.equals(key)) {
        return Optional.of(gesture);
      }
    }
    return Optional.empty();
  }
}
