package dev.portcullis.crypto.der;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/**
 * DER (ITU-T X.690), strictly: what {@link #decode} passes, {@link #encode} turns into the same
 * bytes again, so that nobody can read something else in what was signed.
 */
public final class Der {

  private Der() {}

  /**
   * Decodes {@code encoded} to its last byte. A declared length never makes it allocate: memory is
   * bounded by the size of the input. It does not throw, whatever the input.
   */
  public static Outcome<DerItem, DerRefusal> decode(Bytes encoded, DerLimits limits) {
    return encoded.size() > limits.bytes()
        ? Outcome.refused(DerRefusal.TOO_LARGE)
        : new DerReader(encoded.toArray(), limits).whole();
  }

  /** The encoding of {@code item}; a set keeps its order. */
  public static Bytes encode(DerItem item) {
    return DerWriter.encode(item);
  }
}
