package dev.portcullis.ota.slot;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of the last campaign, for the journal and the vehicle version manifest.
 *
 * @param missing what the version had not shown
 */
public record EndedTrial(CampaignId campaign, TrialEnd end, Set<HealthCheck> missing) {

  /** Copies what is missing. */
  public EndedTrial {
    missing = Collections.unmodifiableSet(new TreeSet<>(missing));
  }
}
