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

  /**
   * Uses up {@code counter}; forgets what fell out of the window. An intent without an end is not
   * forgotten, however far the signer has counted on: somebody must still say what became of it.
   */
  void use(Counter counter, Decided decision) {
    window = window.with(counter);
    decided.put(counter.bits(), decision);
    decided
        .entrySet()
        .removeIf(
            entry -> isOutside(entry.getKey()) && entry.getValue() instanceof Decided.Settled);
  }

  /** Replaces what is remembered of a counter; one that left the window is forgotten now. */
  void settle(Counter counter, Decided.Settled settled) {
    if (isOutside(counter.bits())) {
      decided.remove(counter.bits());
    } else {
      decided.replace(counter.bits(), settled);
    }
  }

  private boolean isOutside(long counter) {
    return Long.compareUnsigned(window.highest() - counter, ReplayWindow.WIDTH) >= 0;
  }
}
