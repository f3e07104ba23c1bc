package dev.portcullis.agent.journal;

import dev.portcullis.agent.fresh.ReplayWindow;
import dev.portcullis.crypto.message.Counter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The window of one command key, and what was decided about the counters in it. One owner. */
final class SignerRecord {

  /** As many as the window is wide: whoever counts by one is remembered as far as it reaches. */
  static final int REMEMBERED = ReplayWindow.WIDTH;

  private ReplayWindow window;
  private final TreeMap<Long, Decided> decided;

  SignerRecord() {
    this(ReplayWindow.unused(), Map.of());
  }

  SignerRecord(ReplayWindow window, Map<Long, Decided> decided) {
    this.window = window;
    this.decided = new TreeMap<>(Long::compareUnsigned);
    this.decided.putAll(decided);
  }

  ReplayWindow window() {
    return window;
  }

  Map<Long, Decided> decided() {
    return decided;
  }

  Optional<Decided> about(Counter counter) {
    return Optional.ofNullable(decided.get(counter.bits()));
  }

  /**
   * Uses up {@code counter}, and remembers what was decided about it. A signer may count in steps
   * of any size, such as his clock's milliseconds: what comes again must be known by its decision
   * long after its counter has left the window. So the newest decisions are kept, whatever their
   * counters, and an intent without an end is not forgotten at all: somebody must still say what
   * became of it.
   */
  void use(Counter counter, Decided decision) {
    window = window.with(counter);
    decided.put(counter.bits(), decision);
    forgetOldest();
  }

  /** Replaces what is remembered of a counter. */
  void settle(Counter counter, Decided.Settled settled) {
    decided.replace(counter.bits(), settled);
    forgetOldest();
  }

  private void forgetOldest() {
    var each = decided.values().iterator();
    while (decided.size() > REMEMBERED && each.hasNext()) {
      if (each.next() instanceof Decided.Settled) {
        each.remove();
      }
    }
  }

  /** The number of the newest decision, 0 where there is none. */
  long newest() {
    return decided.values().stream().mapToLong(Decided::sequence).max().orElse(0);
  }

  /** Whether an intent is without an end. */
  boolean isUnderWay() {
    return decided.values().stream().anyMatch(Decided.Pending.class::isInstance);
  }
}
