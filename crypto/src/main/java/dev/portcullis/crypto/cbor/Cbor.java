package dev.portcullis.crypto.cbor;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.List;

/**
 * Deterministic CBOR (RFC 8949, section 4.2.1), and a reader of other people's. Every item has one
 * spelling: what {@link #decode} passes, {@link #encode} turns into the same bytes again, so a
 * signature over an encoding is a signature over its meaning.
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

  /**
   * Decodes what others wrote, in any spelling: longer heads than needed, keys in any order,
   * lengths left open. Everything else is as with {@link #decode}: one item to the last byte, the
   * limits, no key twice however it is spelt, no floating point, and no exception. What {@code
   * decode} passes, this passes as the same item. A digest or a signature over such an encoding is
   * over {@code encoded}, never over {@link #encode} of the item.
   */
  public static Outcome<CborItem, CborRefusal> decodeForeign(Bytes encoded, CborLimits limits) {
    return encoded.size() > limits.bytes()
        ? Outcome.refused(CborRefusal.TOO_LARGE)
        : new ForeignCborReader(encoded.toArray(), limits).whole();
  }

  /**
   * Decodes a CBOR sequence (RFC 8742): items one behind the other, none of them where there are no
   * bytes. Each is read as by {@link #decodeForeign}.
   */
  public static Outcome<List<CborItem>, CborRefusal> decodeForeignSequence(
      Bytes encoded, CborLimits limits) {
    return encoded.size() > limits.bytes()
        ? Outcome.refused(CborRefusal.TOO_LARGE)
        : new ForeignCborReader(encoded.toArray(), limits).sequence();
  }

  /** The one encoding of {@code item}. */
  public static Bytes encode(CborItem item) {
    var out = new CborWriter();
    out.item(item);
    return out.written();
  }
}
