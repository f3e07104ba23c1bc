package dev.portcullis.can.secoc;

import java.util.Optional;

/**
 * What SecOC takes from the unit it runs in.
 *
 * @param sent up to where freshness was used for what this unit sends
 * @param received up to where it was accepted in what this unit watches; another store than {@code
 *     sent}
 */
public record SecOcParts(SecOcKeys keys, FreshnessStore sent, FreshnessStore received) {

  /** For a car without SecOC: no key, and nowhere to keep anything. */
  public static SecOcParts none() {
    return new SecOcParts(_ -> Optional.empty(), new Nowhere(), new Nowhere());
  }

  private static final class Nowhere implements FreshnessStore {

    @Override
    public FreshnessValue reservedUpTo(DataId id) {
      return FreshnessValue.NONE_YET;
    }

    @Override
    public Reservation reserve(DataId id, FreshnessValue upTo) {
      return Reservation.FAILED;
    }

    @Override
    public void giveBack(DataId id, FreshnessValue last) {}
  }
}
