package dev.portcullis.agent.gate;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the gate's thread. Work that costs a verification waits in lanes, one for each
 * claimed key, that are served in turn: forged traffic under one key id fills its own lane and
 * costs the others one turn in so many. What the gate itself has under way goes before all of it.
 * Bounded in lanes, in each lane and in all: where there is no room at all, the newest of the
 * longest lane makes way for a shorter one's. What finds no room the caller is told.
 *
 * @param <K> what names a lane
 * @param <W> the work
 */
final class FairQueue<K, W> {

  private final Bounds bounds;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<K, ArrayDeque<W>> lanes = new LinkedHashMap<>();
  private final ArrayDeque<K> turns = new ArrayDeque<>();
  private final ArrayDeque<W> first = new ArrayDeque<>();
  private int waiting;

  FairQueue(Bounds bounds) {
    this.bounds = bounds;
  }

  /**
   * How much may wait.
   *
   * @param lane in one lane
   * @param lanes how many lanes
   * @param all in all lanes together
   */
  record Bounds(int lane, int lanes, int all) {}

  /** What became of an offer. */
  sealed interface Offer<W> {
    /** It waits for its turn. */
    record Taken<W>() implements Offer<W> {}

    /** It waits, and {@code dropped}, the newest of the longest lane, does not any more. */
    record InsteadOf<W>(W dropped) implements Offer<W> {}

    /** There is no room for it. */
    record Full<W>() implements Offer<W> {}
  }

  /** Which work the taker can afford. */
  enum Appetite {
    EVERYTHING,
    /** The budget of verifications is used up for now. */
    ONLY_FIRST
  }

  /** Puts {@code work} at the end of its lane. */
  Offer<W> offer(K lane, W work) {
    lock.lock();
    try {
      var queue = lanes.get(lane);
      int before = queue == null ? 0 : queue.size();
      if (before >= bounds.lane() || (queue == null && lanes.size() >= bounds.lanes())) {
        return new Offer.Full<>();
      }
      Offer<W> answer = new Offer.Taken<>();
      if (waiting >= bounds.all()) {
        var longest = longestLane();
        if (longest.size() <= before + 1) {
          return new Offer.Full<>();
        }
        answer = new Offer.InsteadOf<>(longest.removeLast());
        waiting--;
      }
      if (queue == null) {
        queue = new ArrayDeque<>();
        lanes.put(lane, queue);
        turns.addLast(lane);
      }
      queue.addLast(work);
      waiting++;
      changed.signal();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  private ArrayDeque<W> longestLane() {
    var longest = new ArrayDeque<W>();
    for (var queue : lanes.values()) {
      longest = queue.size() > longest.size() ? queue : longest;
    }
    return longest;
  }

  /**
   * Puts {@code work} before all lanes. Not bounded here: there is one such item for each thing the
   * gate has under way, and that is bounded where it begins.
   */
  void offerFirst(W work) {
    lock.lock();
    try {
      first.addLast(work);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next work in turn; empty when there is none for {@code nanos} nanoseconds. */
  Optional<W> poll(Appetite appetite, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (true) {
        if (!first.isEmpty()) {
          return Optional.of(first.removeFirst());
        }
        if (appetite == Appetite.EVERYTHING && !turns.isEmpty()) {
          return Optional.of(inTurn());
        }
        if (left <= 0) {
          return Optional.empty();
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private W inTurn() {
    K lane = turns.removeFirst();
    var queue = lanes.get(lane);
    if (queue == null) {
      throw new IllegalStateException("a turn without a lane: " + lane);
    }
    W work = queue.removeFirst();
    waiting--;
    if (queue.isEmpty()) {
      lanes.remove(lane);
    } else {
      turns.addLast(lane);
    }
    return work;
  }
}
