package dev.portcullis.agent.update;

import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.verify.Attack;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes down what an updater tells, a line each. */
record ToldUpdates(List<String> lines) implements UpdateListener {

  @Override
  public void fellBack(EndedTrial why) {
    lines.add("fell back: " + why.campaign() + " " + why.end());
  }

  @Override
  public void onTrial(CampaignId campaign) {
    lines.add("on trial: " + campaign);
  }

  @Override
  public void confirmed(CampaignId campaign) {
    lines.add("confirmed: " + campaign);
  }

  @Override
  public void notConfirmed(CampaignId campaign, Set<HealthCheck> missing) {
    lines.add("not confirmed: " + campaign + " " + new TreeSet<>(missing));
  }

  @Override
  public void restarting(CampaignId campaign) {
    lines.add("restarting: " + campaign);
  }

  @Override
  public void upToDate() {
    lines.add("up to date");
  }

  @Override
  public void trouble(UpdateTrouble why) {
    var line = why.line();
    lines.add("trouble: " + line.substring(0, Math.max(line.indexOf(':'), 0)));
  }

  @Override
  public void attacked(Attack attack) {
    lines.add("attacked: " + attack.code());
  }

  @Override
  public void sourceFailed(FailedSource source) {
    lines.add("source failed: " + source.place());
  }

  @Override
  public void untold(String why) {
    lines.add("untold: " + why);
  }
}
