package dev.portcullis.crypto.cbor;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/**
 * Deterministic CBOR (RFC 8949, section 4.2.1). Every item has one spelling: what {@link #decode}
 * passes, {@link #encode} turns into the same bytes again, so a signature over an encoding is a
 * signature over its meaning.
 */
public final class Cbor {

  private Cbor() {}

  /**
   * Decodes {@code encoded} to its last byte. A declared length never makes it allocate: memory is
   * bounded by the size of the input. It does not throw, whatever the input.
   */
  public static Outcome<CborItem, CborRefusal> decode(Bytes encoded, CborLimits limits) {
    return encoded.size() > limits.bytes()
        ? Outcome.refused(CborRefusal.TOO_LARGE)
        : new CborReader(encoded.toArray(), limits).whole();
  }

  /** The one encoding of {@code item}. */
  public static Bytes encode(CborItem item) {
    var out = new CborWriter();
    out.item(item);
    return out.written();
  }
}
