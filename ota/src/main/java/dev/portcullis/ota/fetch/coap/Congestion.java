package dev.portcullis.ota.fetch.coap;

/**
 * How many requests may be outstanding now. A radio link loses one in a hundred with room to spare,
 * so a single loss is no sign of a full link. A tenth lost within a round trip is one, and so are
 * answers that queue; where nothing at all comes any more, it begins anew.
 */
final class Congestion {

  private static final int FIRST = 4;
  private static final int LEAST = 2;
  private static final int TOLERATED_SHARE = 10;

  /** Below so many there is no telling a share from a single loss. */
  private static final int MEANINGFUL_LOSSES = 3;

  private final int most;
  private double window;
  private long roundEnd = Long.MIN_VALUE;
  private int answered;
  private int lost;

  Congestion(int most) {
    this.most = most;
    this.window = Math.min(FIRST, most);
  }

  int window() {
    return Math.max(1, (int) window);
  }

  /** A request was answered, for the first time. */
  void answered(RoundTrip roundTrip, long now) {
    answered++;
    // Twice as many a round trip.
    window = roundTrip.isQueueing() ? window : Math.min(most, window + 1);
    closeRound(roundTrip, now);
  }

  /** A request is taken for lost: later ones were answered. */
  void lost(RoundTrip roundTrip, long now) {
    lost++;
    closeRound(roundTrip, now);
  }

  /** Nothing was answered for longer than anything should take. */
  void silent() {
    window = Math.min(LEAST, most);
  }

  private void closeRound(RoundTrip roundTrip, long now) {
    if (roundEnd == Long.MIN_VALUE) {
      roundEnd = now + roundTrip.smoothed();
    }
    if (now - roundEnd < 0) {
      return;
    }
    boolean isFull = lost >= MEANINGFUL_LOSSES && lost * TOLERATED_SHARE > answered + lost;
    if (isFull || roundTrip.isQueueing()) {
      window = Math.max(Math.min(LEAST, most), window * (isFull ? 0.5 : 0.8));
    }
    answered = 0;
    lost = 0;
    roundEnd = now + roundTrip.smoothed();
  }
}
