package dev.portcullis.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.update.FailedSource;
import dev.portcullis.agent.update.UpdateTrouble;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.verify.Attack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people and the journal are told of updates. */
final class UpdateReporterTest {

  private static final CampaignId WINTER = new CampaignId("winter");

  private final ByteArrayOutputStream people = new ByteArrayOutputStream();
  private final List<String> journal = new ArrayList<>();
  private final UpdateReporter reporter =
      new UpdateReporter(
          new Reporter(
              new PrintStream(people, true, StandardCharsets.UTF_8),
              Optional.empty(),
              System::nanoTime),
          journal::add);

  private List<String> told() {
    var lines = people.toString(StandardCharsets.UTF_8).lines().toList();
    people.reset();
    return lines;
  }

  private void attacked(Attack attack) {
    reporter.trouble(new UpdateTrouble.NotFetched(new UpdateRefusal.Attacked(attack)));
    reporter.attacked(attack);
  }

  @Test
  void whatComesIntoForceOrFallsBackIsToldAndJournalled() {
    reporter.onTrial(WINTER);
    reporter.notConfirmed(WINTER, Set.of(HealthCheck.CAN_SEEN, HealthCheck.BROKER_REACHED));
    reporter.fellBack(new EndedTrial(WINTER, TrialEnd.ATTEMPTS_USED, Set.of(HealthCheck.CAN_SEEN)));
    reporter.restarting(WINTER);
    reporter.confirmed(WINTER);
    assertEquals(
        List.of(
            "campaign winter is on trial",
            "campaign winter did not show its health in time: BROKER_REACHED, CAN_SEEN",
            "campaign winter fell back: ATTEMPTS_USED, not shown: CAN_SEEN",
            "campaign winter is installed; the agent ends, and the launcher starts it",
            "campaign winter is confirmed"),
        journal);
    assertEquals(journal.stream().map(line -> "update: " + line).toList(), told());
  }

  @Test
  void aTroubleThatLastsIsToldOnceAndItsEndToo() {
    var trouble = new UpdateTrouble.NotFetched(new UpdateRefusal.NoRoot());
    reporter.trouble(trouble);
    reporter.trouble(trouble);
    reporter.upToDate();
    reporter.upToDate();
    var lines = told();
    assertEquals(2, lines.size(), lines.toString());
    assertEquals("update: up to date", lines.getLast());
    assertEquals(List.of(), journal);
  }

  @Test
  void anAttackThatLastsIsToldAndJournalledOnceThoughItsLineSaysTheTime() {
    for (int i = 0; i < 100; i++) {
      attacked(new Attack.Freeze("timestamp", Instant.EPOCH, Instant.EPOCH.plusSeconds(i)));
    }
    assertEquals(1, journal.size());
    assertEquals(1, told().size());
    attacked(new Attack.Rollback("timestamp", 1, 2));
    assertEquals(2, journal.size());
    reporter.upToDate();
    attacked(new Attack.Rollback("timestamp", 1, 2));
    assertEquals(3, journal.size(), "it has come back");
  }

  @Test
  void aSourceOfImagesThatFailsIsToldOnceAlsoWhereAnotherFailsInTurn() {
    var coap =
        new FailedSource(
            "coaps://ota.example:5684/images/targets",
            new FetchFailure.Misbehaved("the server's key is not the pinned one"));
    var https = new FailedSource("https://ota.example/", new FetchFailure.Absent());
    for (int i = 0; i < 9; i++) {
      reporter.sourceFailed(coap);
      reporter.sourceFailed(https);
    }
    assertEquals(
        List.of(
            "update: a source of images failed: coaps://ota.example:5684/images/targets:"
                + " the server's key is not the pinned one",
            "update: a source of images failed: https://ota.example/: it does not have the image"),
        told());
    reporter.onTrial(WINTER);
    reporter.sourceFailed(coap);
    assertEquals(2, told().size(), "for the next campaign it is told again");
    assertEquals(List.of("campaign winter is on trial"), journal);
  }

  @Test
  void theJournalHearsNothingThatATerminalObeys() {
    attacked(new Attack.MixAndMatch("\u001b[2J", "etag \"\r\n" + "x".repeat(999), "another"));
    for (String line : List.of(journal.getFirst(), told().getFirst())) {
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
      assertTrue(line.length() < 512);
    }
  }
}
