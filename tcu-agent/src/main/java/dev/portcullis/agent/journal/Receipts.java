package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The newest receipts, by the sequence of their decision, and which of them the broker has not
 * taken yet. Bounded in bytes, so that a snapshot always fits into the journal: the oldest goes
 * first. Not for several threads.
 */
final class Receipts {

  /** Half of what a snapshot may have by the journal's usual limits. */
  static final int MAX_BYTES = 512 * 1024;

  private final TreeMap<Long, Bytes> kept = new TreeMap<>();
  private final TreeSet<Long> undelivered = new TreeSet<>();
  private int bytes;

  /** Keeps a receipt that is to be delivered. */
  void add(long sequence, Bytes receipt) {
    keep(sequence, receipt);
    undelivered.add(sequence);
  }

  /** Keeps a receipt that is on its way no more. */
  void keep(long sequence, Bytes receipt) {
    var before = kept.put(sequence, receipt);
    bytes += receipt.size() - (before == null ? 0 : before.size());
    while (bytes > MAX_BYTES && kept.size() > 1) {
      var oldest = kept.pollFirstEntry();
      bytes -= oldest.getValue().size();
      undelivered.remove(oldest.getKey());
    }
  }

  Optional<Bytes> find(long sequence) {
    return Optional.ofNullable(kept.get(sequence));
  }

  /** The broker has it. It is still kept for whoever asks again. */
  void delivered(long sequence) {
    undelivered.remove(sequence);
  }

  /** The broker has all those before {@code sequence}. */
  void deliveredBefore(long sequence) {
    undelivered.headSet(sequence).clear();
  }

  /** The first that the broker does not have, or {@code otherwise}. */
  long firstUndelivered(long otherwise) {
    return undelivered.isEmpty() ? otherwise : undelivered.first();
  }

  boolean isUndelivered(long sequence) {
    return undelivered.contains(sequence);
  }

  /** Those that the broker does not have, oldest first. */
  SortedMap<Long, Bytes> undelivered() {
    var waiting = new TreeMap<Long, Bytes>();
    undelivered.forEach(
        sequence -> find(sequence).ifPresent(receipt -> waiting.put(sequence, receipt)));
    return waiting;
  }

  /** All of them, oldest first. */
  Map<Long, Bytes> all() {
    return Collections.unmodifiableMap(kept);
  }
}
