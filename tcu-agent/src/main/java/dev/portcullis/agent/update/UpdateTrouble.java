package dev.portcullis.agent.update;

import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.verify.Attack;
import java.util.Optional;

/** Why an update did not come into force. The version that runs goes on. */
public sealed interface UpdateTrouble {

  /** What was offered was not fetched, or not believed. */
  record NotFetched(UpdateRefusal why) implements UpdateTrouble {}

  /** It was believed, and not installed. */
  record NotInstalled(InstallRefusal why) implements UpdateTrouble {}

  /** The same campaign was tried before. It is not tried again until the OEM names another. */
  record TriedBefore(CampaignId campaign, TrialEnd end) implements UpdateTrouble {}

  /** The attack that it looks like, if it looks like one. */
  default Optional<Attack> attack() {
    return this instanceof NotFetched(UpdateRefusal.Attacked(var attack))
        ? Optional.of(attack)
        : Optional.empty();
  }

  /**
   * One line for people: what it is, and what to do where something can be done. Printable ASCII
   * and at most 403 characters, whatever strangers called their targets.
   */
  default String line() {
    return UpdateWords.of(this);
  }
}
