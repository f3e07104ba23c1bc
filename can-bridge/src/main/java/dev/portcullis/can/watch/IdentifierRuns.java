package dev.portcullis.can.watch;

import dev.portcullis.can.watch.Subject.Crowd;
import dev.portcullis.can.watch.Subject.OfId;
import java.util.Arrays;

/**
 * Findings of one kind about identifiers that the sender chooses. A fixed number of them are told
 * apart; one that was quiet for long makes room, and while all are busy, whoever comes besides is
 * one of the crowd.
 */
final class IdentifierRuns {

  /** How many are told apart. */
  static final int MOST = 64;

  private static final int EMPTY = -1;
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final int[] keys = new int[MOST];
  private final long[] seenAt = new long[MOST];
  private final Run[] runs = new Run[MOST];
  private final Run crowd;

  IdentifierRuns(FindingKind kind, Ledger ledger) {
    Arrays.fill(keys, EMPTY);
    crowd = ledger.run(kind, new Crowd());
    for (int i = 0; i < MOST; i++) {
      runs[i] = ledger.run(kind, new Crowd());
    }
  }

  /** The run of this identifier. */
  Run run(int key, long nanos) {
    int free = EMPTY;
    for (int i = 0; i < MOST; i++) {
      if (keys[i] == key) {
        seenAt[i] = nanos;
        return runs[i];
      }
      if (free == EMPTY && (keys[i] == EMPTY || nanos - seenAt[i] > QUIET_NANOS)) {
        free = i;
      }
    }
    if (free == EMPTY) {
      return crowd;
    }
    keys[free] = key;
    seenAt[free] = nanos;
    runs[free].begin(new OfId(IdTable.id(key)));
    return runs[free];
  }
}
