package dev.portcullis.simulator.bus;

/** A task of a timeline: when it is due, and its number in the order of asking. */
record ScheduledTask(MonotonicTime due, long number, Runnable work)
    implements Comparable<ScheduledTask> {

  @Override
  public int compareTo(ScheduledTask other) {
    int byTime = due.compareTo(other.due);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }
}
