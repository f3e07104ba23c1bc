package dev.portcullis.agent.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A budget for each of the peers seen last, and one for all of them. Of a peer's own budget first:
 * one that used up its own takes nothing from the others'. Not for several threads.
 *
 * @param <K> what tells peers apart
 */
final class Budgets<K> {

  /** How many peers are told apart; one that comes back after so many others begins anew. */
  static final int REMEMBERED = 64;

  private final double perSecond;
  private final double burst;
  private final Budget overall;

  private final Map<K, Budget> each =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Budget> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Budgets of so many a second and so many at once.
   *
   * @param perSecond of one peer
   * @param burst of one peer
   * @param overall of all peers together
   */
  Budgets(double perSecond, double burst, Budget overall) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.overall = overall;
  }

  /** Takes one for {@code peer}, if it can be had at {@code now}. */
  boolean takes(K peer, long now) {
    return each.computeIfAbsent(peer, _ -> new Budget(perSecond, burst, now)).takes(now)
        && overall.takes(now);
  }
}
