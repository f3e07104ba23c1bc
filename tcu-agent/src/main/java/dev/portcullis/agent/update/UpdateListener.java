package dev.portcullis.agent.update;

import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.verify.Attack;
import java.util.Set;

/** Who is told how an update goes, on the updater's thread. */
public interface UpdateListener {

  /** The launcher fell back to this version. */
  void fellBack(EndedTrial why);

  /** The version of this campaign is on trial here; it must show its health. */
  void onTrial(CampaignId campaign);

  /** It is confirmed, and the floors have risen. */
  void confirmed(CampaignId campaign);

  /** Its time is over; the process ends. */
  void notConfirmed(CampaignId campaign, Set<HealthCheck> missing);

  /** A version is activated, and the launcher is to start it; the process ends. */
  void restarting(CampaignId campaign);

  /** The repositories were asked, and what they agree on is what runs. */
  void upToDate();

  /** An update did not come into force. */
  void trouble(UpdateTrouble why);

  /** What was offered looks like this; durably noted, and told to the Director. */
  void attacked(Attack attack);

  /** A source of images failed; another may have brought them. */
  void sourceFailed(FailedSource source);

  /** The Director does not have the manifest. */
  void untold(String why);
}
