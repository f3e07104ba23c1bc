package dev.portcullis.agent.journal;

import dev.portcullis.agent.fresh.ReplayWindow;
import dev.portcullis.crypto.message.Counter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The window of one command key, and what was decided about the counters in it. One owner. */
final class SignerRecord {

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

  /** Uses up {@code counter}; forgets what fell out of the window. */
  void use(Counter counter, Decided decision) {
    window = window.with(counter);
    decided.put(counter.bits(), decision);
    while (Long.compareUnsigned(window.highest() - decided.firstKey(), ReplayWindow.WIDTH) >= 0) {
      decided.pollFirstEntry();
    }
  }

  /** Replaces what is remembered of a counter that is still in the window. */
  void settle(Counter counter, Decided.Settled settled) {
    if (decided.containsKey(counter.bits())) {
      decided.put(counter.bits(), settled);
    }
  }
}
