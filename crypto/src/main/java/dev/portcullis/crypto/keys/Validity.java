package dev.portcullis.crypto.keys;

import java.time.Instant;

/**
 * How long a certificate holds.
 *
 * @param notBefore the first second
 * @param notAfter the last second, after {@code notBefore}
 */
public record Validity(Instant notBefore, Instant notAfter) {

  /** Checks the order. */
  public Validity {
    if (!notAfter.isAfter(notBefore)) {
      throw new IllegalArgumentException("a certificate ends after it begins");
    }
  }
}
