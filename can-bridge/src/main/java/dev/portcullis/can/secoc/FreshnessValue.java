package dev.portcullis.can.secoc;

/**
 * A complete freshness value: a counter that never goes back.
 *
 * @param value read as unsigned; senders begin with 1
 */
public record FreshnessValue(long value) implements Comparable<FreshnessValue> {

  /** Before the first one. Nothing is ever sent with it. */
  public static final FreshnessValue NONE_YET = new FreshnessValue(0);

  /** The one after, where there is one: the greatest has none and goes to {@link #NONE_YET}. */
  FreshnessValue next() {
    return new FreshnessValue(value + 1);
  }

  /** Unsigned. */
  @Override
  public int compareTo(FreshnessValue other) {
    return Long.compareUnsigned(value, other.value);
  }

  boolean isAbove(FreshnessValue other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(value);
  }
}
