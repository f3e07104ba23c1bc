package dev.portcullis.simulator.bus;

import java.util.Comparator;

/** A task of a timeline: when it is due, and its number in the order of asking. */
record ScheduledTask(MonotonicTime due, long number, Runnable work)
    implements Comparable<ScheduledTask> {

  private static final Comparator<ScheduledTask> ORDER =
      Comparator.comparing(ScheduledTask::due).thenComparingLong(ScheduledTask::number);

  @Override
  public int compareTo(ScheduledTask other) {
    return ORDER.compare(this, other);
  }
}
