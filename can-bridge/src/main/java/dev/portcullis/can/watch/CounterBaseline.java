package dev.portcullis.can.watch;

/**
 * A signal that went up by one with every frame.
 *
 * @param modulus from which it began anew at 0, above 1
 */
public record CounterBaseline(String signal, long modulus) {

  /** More bits than a counter has. */
  static final long MOST = 1L << 32;

  /** Checks the range. */
  public CounterBaseline {
    if (modulus < 2 || modulus > MOST) {
      throw new IllegalArgumentException(signal + " modulo " + modulus);
    }
  }
}
