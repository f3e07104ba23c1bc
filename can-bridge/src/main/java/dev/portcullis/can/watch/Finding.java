package dev.portcullis.can.watch;

/**
 * Something found on the bus. The first of a run is told at once; while the run lasts, only one in
 * a while is, with how many it stands for.
 *
 * @param since when the run began, in nanoseconds of the clock that the frames were stamped with
 * @param nanos when this one was seen, on the same clock
 * @param times how many this one stands for: itself, and those of the run not told since the last
 * @param seen what was seen, in the kind's unit or the signal's
 * @param lowest the least that would have been in order; negative infinity where there is none
 * @param highest the most that would have been in order; positive infinity where there is none
 */
public record Finding(
    FindingKind kind,
    Subject subject,
    long since,
    long nanos,
    long times,
    double seen,
    double lowest,
    double highest) {

  /** The same on a clock that was at {@code origin} when this one's was at 0. */
  Finding after(long origin) {
    return new Finding(kind, subject, since + origin, nanos + origin, times, seen, lowest, highest);
  }

  /** Whether it is the first of its run. */
  public boolean isFirst() {
    return since == nanos;
  }
}
