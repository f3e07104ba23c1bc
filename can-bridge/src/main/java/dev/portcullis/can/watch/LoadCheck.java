package dev.portcullis.can.watch;

import dev.portcullis.can.frame.CanFrame;

/** How full the bus is, in windows of a tenth of a second or more. */
final class LoadCheck {

  /** How long a window is at least. */
  static final long WINDOW_NANOS = 100_000_000L;

  /** So many times longer than frames may be late: what is left over from before is a tenth. */
  private static final long WINDOWS_OF_LATENESS = 10;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double PERCENT = 100;

  private final long window;
  private final double bitsOfAWindow;
  private final double most;
  private final Run run;
  private long end;
  private long bits;
  private double fullest;

  /**
   * For a bus of this bit rate.
   *
   * @param most per cent that are in order
   * @param late how late a frame may be, in nanoseconds
   */
  LoadCheck(int bitsPerSecond, double most, long late, Run run) {
    this.window = Math.max(WINDOW_NANOS, WINDOWS_OF_LATENESS * late);
    this.bitsOfAWindow = bitsPerSecond * (window / NANOS_PER_SECOND);
    this.most = most * (window + late) / window;
    this.run = run;
  }

  /** A frame of whomever. */
  void accept(CanFrame frame, long now) {
    if (now - end >= 0) {
      close(now);
    }
    bits += FrameBits.of(frame);
  }

  private void close(long now) {
    double load = PERCENT * bits / bitsOfAWindow;
    fullest = Math.max(fullest, load);
    if (load > most) {
      run.note(now, load, 0, most);
    }
    bits = 0;
    end = now + window;
  }

  /** Per cent in the fullest window so far. */
  double fullest() {
    return fullest;
  }
}
