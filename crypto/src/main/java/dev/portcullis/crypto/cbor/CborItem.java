package dev.portcullis.crypto.cbor;

import dev.portcullis.crypto.Bytes;
import java.util.List;

/**
 * One item of deterministic CBOR (RFC 8949). There is no item for floating point: the protocol has
 * no use for it, and {@link Cbor#decode} refuses it.
 */
public sealed interface CborItem
    permits CborItem.Uint,
        CborItem.NegativeInt,
        CborItem.ByteString,
        CborItem.TextString,
        CborItem.CborArray,
        CborItem.Tagged,
        CborItem.Simple,
        CborMap {

  /** What {@code null} encodes to, where a structure of COSE asks for it. */
  Simple NULL = new Simple(22);

  /**
   * An unsigned integer, 0 to 2^64 - 1.
   *
   * @param bits the value as an unsigned 64-bit number
   */
  record Uint(long bits) implements CborItem {}

  /**
   * A negative integer, -1 to -2^64.
   *
   * @param bits the value is -1 minus this unsigned 64-bit number
   */
  record NegativeInt(long bits) implements CborItem {}

  /** A byte string. */
  record ByteString(Bytes value) implements CborItem {}

  /** A text string of well-formed Unicode. */
  record TextString(String value) implements CborItem {

    /** Refuses lone surrogates, which have no UTF-8 encoding. */
    public TextString {
      for (int i = 0; i < value.length(); i++) {
        char unit = value.charAt(i);
        if (Character.isSurrogate(unit)) {
          boolean paired =
              Character.isHighSurrogate(unit)
                  && i + 1 < value.length()
                  && Character.isLowSurrogate(value.charAt(i + 1));
          if (!paired) {
            throw new IllegalArgumentException("a lone surrogate at " + i);
          }
          i++;
        }
      }
    }
  }

  /** An array. */
  record CborArray(List<CborItem> items) implements CborItem {

    /** Takes a copy of the list. */
    public CborArray {
      items = List.copyOf(items);
    }

    /** The array of these items. */
    public static CborArray of(CborItem... items) {
      return new CborArray(List.of(items));
    }
  }

  /**
   * A tagged item (RFC 8949, section 3.4).
   *
   * @param tag the tag number, unsigned
   */
  record Tagged(long tag, CborItem content) implements CborItem {}

  /**
   * A simple value: 20 false, 21 true, 22 null, 23 undefined, the rest unassigned.
   *
   * @param value 0 to 23 or 32 to 255
   */
  record Simple(int value) implements CborItem {

    private static final int LAST_SHORT = 23;
    private static final int FIRST_LONG = 32;
    private static final int LAST = 255;

    /** Checks the range: 24 to 31 are reserved. */
    public Simple {
      if (value < 0 || value > LAST || (value > LAST_SHORT && value < FIRST_LONG)) {
        throw new IllegalArgumentException("no simple value " + value);
      }
    }
  }

  /** The unsigned integer {@code value}, which is not negative. */
  static Uint uint(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
    return new Uint(value);
  }

  /** The integer {@code value}, of either sign. */
  static CborItem integer(long value) {
    return value >= 0 ? new Uint(value) : new NegativeInt(~value);
  }

  /** A text string. */
  static TextString text(String value) {
    return new TextString(value);
  }

  /** A byte string. */
  static ByteString bytes(Bytes value) {
    return new ByteString(value);
  }
}
