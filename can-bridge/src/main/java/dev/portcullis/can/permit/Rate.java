package dev.portcullis.can.permit;

/**
 * How often: {@code burst} frames at once, and {@code perSecond} in the long run.
 *
 * @param burst 1 or more
 * @param perSecond 1 or more
 */
public record Rate(int burst, int perSecond) {

  /** Checks the ranges. */
  public Rate {
    if (burst < 1 || perSecond < 1) {
      throw new IllegalArgumentException(burst + " at once, " + perSecond + " a second");
    }
  }
}
