package dev.portcullis.can.secoc;

import dev.portcullis.can.permit.Rate;

/**
 * What a receiver spends on I-PDUs that do not hold. A forger has at most {@code failures.burst() +
 * t × failures.perSecond()} guesses in {@code t} seconds, each right once in 2^(bits of the
 * authenticator). Whoever floods the bus uses the guesses up and silences the true sender: a denial
 * he has anyway, by flooding.
 *
 * @param candidates how many complete freshness values are tried for one I-PDU, 1 to 16; with
 *     {@code n} bits sent the receiver bridges {@code candidates × 2^n - 1} lost ones. During a
 *     rotation each is tried with both keys
 * @param failures how many attempts may fail; those of an I-PDU that holds in the end cost nothing
 * @param block how far ahead acceptance is kept durably
 */
public record ReceiverLimits(int candidates, Rate failures, ReservationBlock block) {

  /** The most values that are tried. */
  public static final int MOST_CANDIDATES = 16;

  /** Checks the range. */
  public ReceiverLimits {
    if (candidates < 1 || candidates > MOST_CANDIDATES) {
      throw new IllegalArgumentException("1 to 16 values are tried, not " + candidates);
    }
  }
}
