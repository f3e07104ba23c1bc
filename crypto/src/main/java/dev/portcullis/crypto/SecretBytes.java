package dev.portcullis.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that must not leak: they never print, compare in constant time, and are reached only inside
 * {@link #use}, so that one search lists every place that touches them.
 */
public final class SecretBytes implements AutoCloseable {

  private final byte[] value;

  private SecretBytes(byte[] value) {
    this.value = value;
  }

  /** Takes a copy of {@code value} and overwrites the caller's array with zeros. */
  public static SecretBytes takeOver(byte[] value) {
    var copy = value.clone();
    Arrays.fill(value, (byte) 0);
    return new SecretBytes(copy);
  }

  /**
   * Lends the bytes to {@code work} for the time of the call. What {@code work} keeps of the array
   * is zeros once the call is over.
   */
  public <T> T use(Function<byte[], T> work) {
    var lent = value.clone();
    try {
      return work.apply(lent);
    } finally {
      Arrays.fill(lent, (byte) 0);
    }
  }

  /** How many bytes there are. */
  public int size() {
    return value.length;
  }

  /** Overwrites the bytes with zeros. */
  @Override
  public void close() {
    Arrays.fill(value, (byte) 0);
  }

  /** Equality in a time that depends on the sizes alone. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes that && MessageDigest.isEqual(value, that.value);
  }

  /** The same for all secrets: a hash of the content would tell of it. */
  @Override
  public int hashCode() {
    return SecretBytes.class.hashCode();
  }

  @Override
  public String toString() {
    return "SecretBytes(" + value.length + ")";
  }
}
