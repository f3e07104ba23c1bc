package dev.portcullis.can.secoc;

/**
 * How many freshness values are reserved with one write. More wear flash less and lose more values
 * at a restart: a sender's must be no more than its receivers bridge ({@link ReceiverLimits}), and
 * a receiver is deaf for up to that many I-PDUs after its own restart.
 *
 * @param values 1 to 65536
 */
public record ReservationBlock(int values) {

  /** The largest. */
  public static final int MOST = 1 << 16;

  /** Checks the range. */
  public ReservationBlock {
    if (values < 1 || values > MOST) {
      throw new IllegalArgumentException("a block has 1 to 65536 values, not " + values);
    }
  }
}
