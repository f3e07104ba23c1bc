package dev.portcullis.can.watch;

/**
 * Whether a counter goes on from the frame before: by one, and by one more for each frame that did
 * not get here. A frame from before has a counter from before, and one added between two others
 * takes the number of the next.
 */
final class CounterCheck {

  private static final int MISSED_WITHOUT_PERIOD = 2;

  private final int signal;
  private final long modulus;
  private final long period;
  private final long skips;
  private final Run run;
  private long last;
  private boolean known;

  /** For the signal at this index, which counts 0 to {@code modulus} − 1. */
  CounterCheck(int signal, long modulus, Timing timing, Run run) {
    this.signal = signal;
    this.modulus = modulus;
    this.period = timing.period();
    // A frame for an event takes the place of one that still waited for the bus.
    this.skips = timing.share() > 0 ? 1 : 0;
    this.run = run;
  }

  int signal() {
    return signal;
  }

  /** A frame with this count, {@code gap} after the one before. */
  void accept(long count, long now, long gap) {
    if (known && gap != Timing.NEVER) {
      long missed = period == 0 ? MISSED_WITHOUT_PERIOD : (gap + period / 2) / period;
      long most = Math.max(1, missed) + skips;
      if (most < modulus || count >= modulus) {
        long step = Math.floorMod(count - last, modulus);
        if (step < 1 || step > most || count < 0 || count >= modulus) {
          run.note(
              now,
              (double) count,
              (double) ((last + 1) % modulus),
              (double) ((last + most) % modulus));
        }
      }
    }
    last = count;
    known = true;
  }
}
