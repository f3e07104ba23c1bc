package dev.portcullis.simulator.ecu;

/**
 * How fast the car goes.
 *
 * @param hundredths of a kilometre an hour, 0 to 65,535
 */
public record Speed(int hundredths) {

  /** The car stands. */
  public static final Speed ZERO = new Speed(0);

  private static final int MAX = 0xFFFF;

  /** Checks the range. */
  public Speed {
    if (hundredths < 0 || hundredths > MAX) {
      throw new IllegalArgumentException("a speed of 0 to 655.35 km/h");
    }
  }

  /**
   * Whole kilometres an hour, 0 to 655.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Speed kilometresPerHour(int value) {
    return new Speed(Math.multiplyExact(value, 100));
  }
}
