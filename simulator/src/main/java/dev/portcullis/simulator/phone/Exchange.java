package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import java.security.SecureRandom;

/**
 * Ties the command service's answers to what a phone asked.
 *
 * @param id 16 bytes
 */
public record Exchange(Bytes id) {

  static final int SIZE = 16;

  /** Checks the size; the codec has already refused any other. */
  public Exchange {
    if (id.size() != SIZE) {
      throw new IllegalArgumentException("an exchange has 16 bytes, not " + id.size());
    }
  }

  /** A new one. */
  public static Exchange random(SecureRandom random) {
    var fresh = new byte[SIZE];
    random.nextBytes(fresh);
    return new Exchange(Bytes.of(fresh));
  }
}
