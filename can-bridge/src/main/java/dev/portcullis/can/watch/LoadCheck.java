package dev.portcullis.can.watch;

import dev.portcullis.can.frame.CanFrame;

/** How full the bus is, in windows of a tenth of a second. */
final class LoadCheck {

  /** How long a window is. */
  static final long WINDOW_NANOS = 100_000_000L;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double PERCENT = 100;

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
   */
  LoadCheck(int bitsPerSecond, double most, Run run) {
    this.bitsOfAWindow = bitsPerSecond * (WINDOW_NANOS / NANOS_PER_SECOND);
    this.most = most;
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
    end = now + WINDOW_NANOS;
  }

  /** Per cent in the fullest window so far. */
  double fullest() {
    return fullest;
  }
}
