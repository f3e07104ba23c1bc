package dev.portcullis.simulator.demo;

import java.util.List;

/** Measured values of one kind. */
record Sample(List<Long> values) {

  private static final int PERCENT = 100;

  Sample {
    values = values.stream().sorted().toList();
  }

  /**
   * The smallest value that at least so many percent of all do not exceed (nearest rank); zero
   * where nothing was measured.
   *
   * @param percent 1 to 100
   */
  long percentile(int percent) {
    if (values.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceilDiv((long) percent * values.size(), PERCENT);
    return values.get(Math.max(rank, 1) - 1);
  }
}
