package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import java.util.List;

/**
 * What was found of one kind since the watch began.
 *
 * @param count how many, told or not
 * @param first when the first was seen, on the clock of the frames
 * @param ids of what, the first {@value #MOST_IDS}; empty where it is about the bus
 * @param moreIds how many identifiers there were besides
 */
public record Tally(
    FindingKind kind, long count, long first, List<ArbitrationId> ids, int moreIds) {

  /** How many identifiers are named. */
  public static final int MOST_IDS = 16;

  /** Copies the list. */
  public Tally {
    ids = List.copyOf(ids);
  }
}
