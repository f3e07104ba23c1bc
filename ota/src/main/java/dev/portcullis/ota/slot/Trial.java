package dev.portcullis.ota.slot;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A version that may be started so many times until it has confirmed its health.
 *
 * @param attempts 1 to 9
 * @param missing what it had not shown when its time was over, the last time
 */
public record Trial(
    SlotReference slot, int attempts, CampaignId campaign, Set<HealthCheck> missing) {

  /** How many attempts there may be. */
  public static final int MAX_ATTEMPTS = 9;

  /** Copies what is missing. */
  public Trial {
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException("no attempts: " + attempts);
    }
    missing = Collections.unmodifiableSet(new TreeSet<>(missing));
  }

  /** The same, its time over once more. */
  public Trial without(Set<HealthCheck> shownNot) {
    return new Trial(slot, attempts, campaign, shownNot);
  }
}
