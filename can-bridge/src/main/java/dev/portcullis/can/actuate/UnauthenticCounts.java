package dev.portcullis.can.actuate;

import dev.portcullis.can.state.FrameVerdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps whoever floods the bus from filling a log or a socket: of frames of one message and verdict
 * the first is told at once, and then at most once a second, with how many there were since. Of
 * fixed size, for messages and verdicts are. Safe for several threads.
 */
final class UnauthenticCounts {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private record Kind(String message, FrameVerdict why) {}

  private static final class Count {
    private long since;
    private long told;
  }

  private final ImpostureObserver observer;
  private final Map<Kind, Count> counts = new HashMap<>();

  UnauthenticCounts(ImpostureObserver observer) {
    this.observer = observer;
  }

  /** One more, at {@code nanos}. */
  synchronized void count(String message, FrameVerdict why, long nanos) {
    var kind = new Kind(message, why);
    var count = counts.get(kind);
    if (count == null) {
      count = new Count();
      counts.put(kind, count);
    } else if (nanos - count.told < SECOND) {
      count.since++;
      return;
    }
    long frames = count.since + 1;
    count.since = 0;
    count.told = nanos;
    observer.refused(message, why, frames);
  }
}
