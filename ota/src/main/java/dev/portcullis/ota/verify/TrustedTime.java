package dev.portcullis.ota.verify;

import java.time.Instant;

/**
 * The time an update is judged at: one reading for the whole of it (TUF section 5.1). Whoever makes
 * one vouches for the bounds; a reading outside them is not believed.
 *
 * @param now what expiry is judged at, from the floor on and not beyond the ceiling
 */
public record TrustedTime(Instant now) {

  /**
   * A clock's reading between two bounds.
   *
   * @param floor the latest instant that is known to be past: it was signed and persisted. A clock
   *     set back cannot make expired metadata fresh again below it.
   * @param reading what the clock says
   * @param ceiling the latest instant it can be. A clock set forward expires what it can up to
   *     there, and makes nothing fresh.
   */
  public static TrustedTime within(Instant floor, Instant reading, Instant ceiling) {
    if (ceiling.isBefore(floor)) {
      throw new IllegalArgumentException("the ceiling lies before the floor");
    }
    if (reading.isBefore(floor)) {
      return new TrustedTime(floor);
    }
    return new TrustedTime(reading.isAfter(ceiling) ? ceiling : reading);
  }

  /** Nothing is known but the floor: a car that was parked, before it heard the time. */
  public static TrustedTime atTheFloor(Instant floor) {
    return new TrustedTime(floor);
  }

  /** Whether what expires then is not to be used any more: from that very instant on. */
  boolean hasReached(Instant expires) {
    return !now.isBefore(expires);
  }
}
