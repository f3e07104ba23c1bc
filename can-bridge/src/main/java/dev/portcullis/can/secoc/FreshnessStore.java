package dev.portcullis.can.secoc;

/**
 * Keeps, over restarts and power cuts, up to where freshness values may have been used. A sender
 * and a receiver of the same data id need stores of their own.
 */
public interface FreshnessStore {

  /** What became of a reservation. */
  enum Reservation {
    /** It survives a power cut from now on. */
    DURABLE,
    /** It may be lost, or not. */
    FAILED
  }

  /**
   * The greatest value durably reserved, {@link FreshnessValue#NONE_YET} where none was. It does
   * not wait for a reservation under way. A store that lost what it knew must not answer: starting
   * anew uses values twice.
   */
  FreshnessValue reservedUpTo(DataId id);

  /** Reserves all values up to and with {@code upTo}; returns only when that is durable. */
  Reservation reserve(DataId id, FreshnessValue upTo);

  /**
   * Reserves as {@link #reserve}, without waiting: {@link #reservedUpTo} says it once it is
   * durable. A store may do nothing; then it is asked again, to be waited for.
   */
  default void reserveAhead(DataId id, FreshnessValue upTo) {}

  /**
   * Sets a reservation back to {@code last}: nothing above it was used. If that cannot be written
   * the former one stays, which costs values and nothing else.
   */
  void giveBack(DataId id, FreshnessValue last);
}
