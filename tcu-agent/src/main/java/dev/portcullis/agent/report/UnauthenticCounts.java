package dev.portcullis.agent.report;

import dev.portcullis.can.state.FrameVerdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps whoever floods the bus from filling the log: of frames of one message and verdict the first
 * is told at once, and then at most one line a second, with how many there were since. Of fixed
 * size, for messages and verdicts are. Safe for several threads.
 */
final class UnauthenticCounts {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private record Kind(String message, FrameVerdict why) {}

  private static final class Count {
    private long since;
    private long told;
  }

  private final LongSupplier nanos;
  private final Map<Kind, Count> counts = new HashMap<>();

  UnauthenticCounts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** One more; the line to tell about it, if it is time for one. */
  synchronized Optional<String> count(String message, FrameVerdict why) {
    long now = nanos.getAsLong();
    var count = counts.get(new Kind(message, why));
    if (count == null) {
      count = new Count();
      counts.put(new Kind(message, why), count);
    } else if (now - count.told < SECOND) {
      count.since++;
      return Optional.empty();
    }
    long before = count.since;
    count.since = 0;
    count.told = now;
    return Optional.of(line(why, before + 1));
  }

  private static String line(FrameVerdict why, long frames) {
    return why + ": " + (frames == 1 ? "a frame" : frames + " frames") + " not taken";
  }
}
