package dev.portcullis.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A SHA-256 digest: of a message, or of a key, whose RFC 9679 thumbprint is one.
 *
 * @param value 32 bytes
 */
public record Digest(Bytes value) {

  /** How many bytes a digest has. */
  public static final int SIZE = 32;

  /** Checks the size; untrusted bytes are measured by their codec before they get here. */
  public Digest {
    if (value.size() != SIZE) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + value.size());
    }
  }

  /** The digest of {@code content}. */
  public static Digest of(Bytes content) {
    try {
      return new Digest(Bytes.of(MessageDigest.getInstance("SHA-256").digest(content.toArray())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The first eight hexadecimal digits: enough to tell keys apart in a log. */
  public String shortHex() {
    return value.slice(0, 4).hex();
  }
}
