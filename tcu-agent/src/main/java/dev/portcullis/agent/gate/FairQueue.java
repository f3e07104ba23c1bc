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
 * Bounded in lanes and in each lane; what finds no room is not taken, and the caller says so.
 *
 * @param <K> what names a lane
 * @param <W> the work
 */
final class FairQueue<K, W> {

  private final int laneSize;
  private final int maxLanes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<K, ArrayDeque<W>> lanes = new LinkedHashMap<>();
  private final ArrayDeque<K> turns = new ArrayDeque<>();
  private final ArrayDeque<W> first = new ArrayDeque<>();

  FairQueue(int laneSize, int maxLanes) {
    this.laneSize = laneSize;
    this.maxLanes = maxLanes;
  }

  /** What became of an offer. */
  enum Offer {
    TAKEN,
    FULL
  }

  /** Which work the taker can afford. */
  enum Appetite {
    EVERYTHING,
    /** The budget of verifications is used up for now. */
    ONLY_FIRST
  }

  /** Puts {@code work} at the end of its lane. */
  Offer offer(K lane, W work) {
    lock.lock();
    try {
      var queue = lanes.get(lane);
      if (queue == null) {
        if (lanes.size() >= maxLanes) {
          return Offer.FULL;
        }
        queue = new ArrayDeque<>();
        lanes.put(lane, queue);
        turns.addLast(lane);
      }
      if (queue.size() >= laneSize) {
        return Offer.FULL;
      }
      queue.addLast(work);
      changed.signal();
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
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
    if (queue.isEmpty()) {
      lanes.remove(lane);
    } else {
      turns.addLast(lane);
    }
    return work;
  }
}
