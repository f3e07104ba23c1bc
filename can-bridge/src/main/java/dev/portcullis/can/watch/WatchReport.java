package dev.portcullis.can.watch;

import java.util.List;

/**
 * What a watch saw since it began.
 *
 * @param frames how many
 * @param duration from the first to the last, in nanoseconds
 * @param told how many findings were told one by one
 * @param tallies all that was found, by kind; of a kind that is not there, nothing was
 */
public record WatchReport(long frames, long duration, long told, List<Tally> tallies) {

  /** Copies the list. */
  public WatchReport {
    tallies = List.copyOf(tallies);
  }
}
