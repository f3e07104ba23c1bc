package dev.portcullis.can.watch;

import dev.portcullis.can.watch.Subject.Crowd;
import dev.portcullis.can.watch.Subject.Stranger;
import java.util.Arrays;

/**
 * Tells of identifiers that the description does not have. A fixed number of them are told apart;
 * one that was quiet for long makes room, and while all are busy, whoever comes besides is one of
 * the crowd.
 */
final class Strangers {

  /** How many are told apart. */
  static final int MOST = 64;

  private static final int EMPTY = -1;
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final int[] keys = new int[MOST];
  private final long[] seenAt = new long[MOST];
  private final Run[] runs = new Run[MOST];
  private final Run crowd;

  Strangers(Ledger ledger) {
    Arrays.fill(keys, EMPTY);
    crowd = ledger.run(FindingKind.UNKNOWN_ID, new Crowd());
    for (int i = 0; i < MOST; i++) {
      runs[i] = ledger.run(FindingKind.UNKNOWN_ID, new Crowd());
    }
  }

  /** Notes a frame of this identifier. */
  void note(int key, long nanos) {
    run(key, nanos).note(nanos);
  }

  private Run run(int key, long nanos) {
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
    runs[free].begin(new Stranger(IdTable.id(key)));
    return runs[free];
  }
}
