package dev.portcullis.can.watch;

/**
 * What a signal said, in its unit. Values that the description has a name for do not count.
 *
 * @param step the largest change from one frame to the next
 * @param changes how often it changed
 */
public record SignalBaseline(
    String name, double minimum, double maximum, double step, long changes) {

  /** Checks that the numbers go together; a codec measures what it reads before. */
  public SignalBaseline {
    if (!isPossible(minimum, maximum, step, changes)) {
      throw new IllegalArgumentException(name + ": " + minimum + ", " + maximum + ", " + step);
    }
  }

  /** Whether a recording could have had this. */
  static boolean isPossible(double minimum, double maximum, double step, long changes) {
    return Double.isFinite(minimum)
        && Double.isFinite(maximum)
        && Double.isFinite(step)
        && minimum <= maximum
        && step >= 0
        && changes >= 0;
  }
}
