package dev.portcullis.crypto.message;

/**
 * A signer's count of its commands for one vehicle. Zero is no counter: it could be taken for "not
 * counted".
 *
 * @param bits an unsigned 64-bit number, never zero
 */
public record Counter(long bits) implements Comparable<Counter> {

  /** Refuses zero, which the codec has already refused as {@code ZERO_COUNTER}. */
  public Counter {
    if (bits == 0) {
      throw new IllegalArgumentException("a counter is never zero");
    }
  }

  /** Orders as unsigned numbers. */
  @Override
  public int compareTo(Counter other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(bits);
  }
}
