package dev.portcullis.agent.report;

import dev.portcullis.agent.update.FailedSource;
import dev.portcullis.agent.update.UpdateListener;
import dev.portcullis.agent.update.UpdateTrouble;
import dev.portcullis.ota.metadata.ShownText;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.verify.Attack;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says how updates go: a line for people and for the trace, and one for the journal where something
 * came into force, fell back or was attacked. A trouble or an attack that lasts is told once: who
 * repeats it does not write to the disk as often as he likes.
 */
public final class UpdateReporter implements UpdateListener {

  private static final String WHAT = "update";
  private static final int MAX_LINE = 400;

  private final Reporter reporter;
  private final Consumer<String> journal;
  private String lasting = "";
  private String lastAttack = "";
  private final Map<String, String> failedSources = new HashMap<>();

  /**
   * Tells people by {@code reporter}.
   *
   * @param journal takes lines of printable ASCII
   */
  public UpdateReporter(Reporter reporter, Consumer<String> journal) {
    this.reporter = reporter;
    this.journal = journal;
  }

  @Override
  public void fellBack(EndedTrial why) {
    note(
        "campaign "
            + why.campaign()
            + " fell back: "
            + why.end()
            + (why.missing().isEmpty() ? "" : ", not shown: " + words(why.missing())));
  }

  @Override
  public void onTrial(CampaignId campaign) {
    note("campaign " + campaign + " is on trial");
  }

  @Override
  public void confirmed(CampaignId campaign) {
    note("campaign " + campaign + " is confirmed");
  }

  @Override
  public void notConfirmed(CampaignId campaign, Set<HealthCheck> missing) {
    note("campaign " + campaign + " did not show its health in time: " + words(missing));
  }

  @Override
  public void restarting(CampaignId campaign) {
    note("campaign " + campaign + " is installed; the agent ends, and the launcher starts it");
  }

  @Override
  public void upToDate() {
    lastAttack = "";
    if (!lasting.isEmpty()) {
      lasting = "";
      reporter.tell(WHAT, "up to date");
    }
  }

  @Override
  public void trouble(UpdateTrouble why) {
    once(why.attack().map(UpdateReporter::about).orElseGet(why::line), why.line());
  }

  /** The line says the time too, and is another each time. */
  private static String about(Attack attack) {
    return attack.code() + " " + attack.subject();
  }

  @Override
  public void attacked(Attack attack) {
    if (!about(attack).equals(lastAttack)) {
      lastAttack = about(attack);
      journal.accept(ShownText.of(attack.line(), MAX_LINE));
    }
  }

  /** Where two sources fail in turn each is told once, and not at every attempt. */
  @Override
  public void sourceFailed(FailedSource source) {
    var line = source.line();
    if (!line.equals(failedSources.put(source.place(), line))) {
      reporter.tell(WHAT, line);
    }
  }

  @Override
  public void untold(String why) {
    var line = "the Director was not told: " + why;
    once(line, line);
  }

  private void once(String what, String line) {
    if (!what.equals(lasting)) {
      lasting = what;
      reporter.tell(WHAT, line);
    }
  }

  private void note(String line) {
    lasting = "";
    lastAttack = "";
    failedSources.clear();
    reporter.tell(WHAT, line);
    journal.accept(line);
  }

  private static String words(Set<HealthCheck> checks) {
    return String.join(", ", checks.stream().map(HealthCheck::name).sorted().toList());
  }
}
