package dev.portcullis.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable byte string that compares by content. Not for secrets: its equality takes a time
 * that depends on the content, and it prints itself. Secrets are {@link SecretBytes}.
 */
public final class Bytes implements Comparable<Bytes> {

  private static final Bytes EMPTY = new Bytes(new byte[0]);
  private static final int PRINTED = 16;

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** The byte string of no bytes. */
  public static Bytes empty() {
    return EMPTY;
  }

  /** A copy of {@code value}. */
  public static Bytes of(byte... value) {
    return value.length == 0 ? EMPTY : new Bytes(value.clone());
  }

  /** A copy of {@code value} from index {@code from} up to and without {@code to}. */
  public static Bytes copyOf(byte[] value, int from, int to) {
    return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(value, from, to));
  }

  /** The UTF-8 encoding of {@code text}. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads hexadecimal digits, two a byte, of either case.
   *
   * @throws IllegalArgumentException if {@code digits} is anything else
   */
  public static Bytes fromHex(String digits) {
    return new Bytes(HexFormat.of().parseHex(digits));
  }

  /** The parts, one behind the other. */
  public static Bytes concat(Bytes... parts) {
    var out = new ByteArrayOutputStream();
    for (Bytes part : parts) {
      out.writeBytes(part.value);
    }
    return new Bytes(out.toByteArray());
  }

  /** How many bytes there are. */
  public int size() {
    return value.length;
  }

  /** Whether there is no byte. */
  public boolean isEmpty() {
    return value.length == 0;
  }

  /**
   * The byte at {@code index}, 0 to 255.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public int at(int index) {
    return value[index] & 0xff;
  }

  /**
   * The bytes from index {@code from} up to and without {@code to}.
   *
   * @throws IndexOutOfBoundsException if there are none
   */
  public Bytes slice(int from, int to) {
    if (from < 0 || to > value.length || from > to) {
      throw new IndexOutOfBoundsException(from + ".." + to + " of " + value.length);
    }
    return copyOf(value, from, to);
  }

  /** A fresh array of these bytes. */
  public byte[] toArray() {
    return value.clone();
  }

  /**
   * Copies these bytes into {@code target} from index {@code at} on.
   *
   * @throws IndexOutOfBoundsException if there is no room
   */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(value, 0, target, at, value.length);
  }

  /** Lower-case hexadecimal digits, two a byte. */
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  /** Orders byte by byte, unsigned; a prefix comes before what it is a prefix of. */
  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The first bytes in CBOR's diagnostic notation, and the size where there are more. */
  @Override
  public String toString() {
    return value.length <= PRINTED
        ? "h'" + hex() + "'"
        : "h'" + slice(0, PRINTED).hex() + "…' (" + value.length + " bytes)";
  }
}
