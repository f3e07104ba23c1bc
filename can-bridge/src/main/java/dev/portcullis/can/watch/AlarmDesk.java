package dev.portcullis.can.watch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes findings from the thread that reads the bus, and keeps them for another that tells of them:
 * whoever fills a log or a socket does not hold up the reader. Of each kind at most {@value
 * #MOST_OF_A_KIND} a second are told one by one, so that a flood of one kind hides no other; the
 * rest is counted, and told as one. Of fixed size.
 */
final class AlarmDesk implements FindingObserver {

  /** How many of a kind are told one by one in a second. */
  static final int MOST_OF_A_KIND = 2;

  private static final int ROOM = 64;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** What came of a kind in this second. */
  private static final class Count {
    private int told;
    private long untold;
  }

  private final Map<FindingKind, Count> counts = new EnumMap<>(FindingKind.class);
  private final BlockingQueue<Finding> waiting = new ArrayBlockingQueue<>(ROOM);
  private long secondEnds;

  /** {@code nanos} is the time now. */
  AlarmDesk(long nanos) {
    for (FindingKind kind : FindingKind.values()) {
      counts.put(kind, new Count());
    }
    secondEnds = nanos + SECOND_NANOS;
  }

  @Override
  public synchronized void found(Finding finding) {
    Count count = Objects.requireNonNull(counts.get(finding.kind()));
    if (count.told < MOST_OF_A_KIND && waiting.offer(finding)) {
      count.told++;
    } else {
      count.untold += finding.times();
    }
  }

  /** Waits until something was found, but not longer; what was, the oldest first. */
  List<Alarm> await(long mostNanos) throws InterruptedException {
    List<Finding> found = new ArrayList<>();
    var first = waiting.poll(mostNanos, TimeUnit.NANOSECONDS);
    if (first != null) {
      found.add(first);
      var _ = waiting.drainTo(found);
    }
    return found.stream().map(Alarm::of).toList();
  }

  /** What was not told one by one, where a second is over at {@code nanos}. */
  synchronized List<Alarm> untold(long nanos) {
    if (nanos - secondEnds < 0) {
      return List.of();
    }
    secondEnds = nanos + SECOND_NANOS;
    List<Alarm> alarms = new ArrayList<>();
    counts.forEach((kind, count) -> {
      if (count.untold > 0) {
        alarms.add(Alarm.untold(kind, count.untold));
      }
      count.told = 0;
      count.untold = 0;
    });
    return alarms;
  }
}
