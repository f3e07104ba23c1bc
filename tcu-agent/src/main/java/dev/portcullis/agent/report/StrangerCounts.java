package dev.portcullis.agent.report;

import dev.portcullis.agent.gate.Decision;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps a flood from filling the log: the first few refusals of a second are told one by one, the
 * rest is counted and told as one line a code and second. Safe for several threads.
 */
final class StrangerCounts {

  private static final int TOLD_PER_SECOND = 100;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Trace trace;
  private final LongSupplier nanos;
  private final Map<RefusalCode, Count> counts = new EnumMap<>(RefusalCode.class);
  private long since;
  private int told;

  private static final class Count {
    private long count;
    private long nanos;
  }

  StrangerCounts(Trace trace, LongSupplier nanos) {
    this.trace = trace;
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  synchronized void count(Decision decision, RefusalCode code, long tookNanos) {
    flushWhenDue();
    var count = counts.computeIfAbsent(code, _ -> new Count());
    count.count++;
    count.nanos += tookNanos;
    if (told < TOLD_PER_SECOND) {
      told++;
      trace.decision(decision);
    }
  }

  synchronized void flushWhenDue() {
    long now = nanos.getAsLong();
    if (now - since < SECOND) {
      return;
    }
    since = now;
    told = 0;
    counts.forEach((code, count) -> trace.strangers(code, count.count, count.nanos / count.count));
    counts.clear();
  }
}
