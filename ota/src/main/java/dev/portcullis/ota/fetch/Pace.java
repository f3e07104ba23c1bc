package dev.portcullis.ota.fetch;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether a transfer is where it must be at this moment: a trickle is cut off soon, not when the
 * whole file is due.
 */
public final class Pace {

  private final TimeBudget budget;
  private final LongSupplier nanoTime;
  private final long start;

  /** The transfer begins now. */
  public Pace(TimeBudget budget, LongSupplier nanoTime) {
    this.budget = budget;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** The failure, if {@code received} bytes are too few by now. */
  public Optional<FetchFailure> verdict(long received) {
    var allowed = budget.of(received);
    return nanoTime.getAsLong() - start > allowed.toNanos()
        ? Optional.of(new FetchFailure.TooSlow(allowed))
        : Optional.empty();
  }
}
