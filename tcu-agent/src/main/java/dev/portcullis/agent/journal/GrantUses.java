package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Digest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often grants that are good for so many times were used. A grant is forgotten when it is over;
 * until then it is never, so that there is room for {@value #MOST} and no more. Not for several
 * threads.
 */
final class GrantUses {

  static final int MOST = 256;

  private final Map<Digest, Counted> counted = new LinkedHashMap<>();

  /** So many uses of a grant that is over then. */
  record Counted(long times, Instant until) {}

  /** Counts a use; grants that were over at {@code now} are forgotten. */
  void count(Entry.CountedUse use, Instant now) {
    counted.values().removeIf(each -> !now.isBefore(each.until()));
    counted.merge(
        use.grant(),
        new Counted(1, use.until()),
        (before, _) -> new Counted(before.times() + 1, before.until()));
  }

  long of(Digest grant) {
    var found = counted.get(grant);
    return found == null ? 0 : found.times();
  }

  /** Whether a use of {@code grant} can be counted at {@code now}. */
  boolean hasRoomFor(Digest grant, Instant now) {
    return counted.containsKey(grant)
        || counted.values().stream().filter(each -> now.isBefore(each.until())).count() < MOST;
  }

  Map<Digest, Counted> all() {
    return counted;
  }

  void restore(Digest grant, Counted uses) {
    counted.put(grant, uses);
  }
}
