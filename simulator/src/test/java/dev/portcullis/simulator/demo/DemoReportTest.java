package dev.portcullis.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.attack.Attackers;
import dev.portcullis.simulator.attack.Expected;
import dev.portcullis.simulator.attack.Trail;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class DemoReportTest {

  private static final int COLUMNS = 100;

  private final DemoTable table = new DemoTable(Paint.PLAIN);

  private static DemoReport report(int unexplained, Attempt... attempts) {
    return report(List.of(), unexplained, attempts);
  }

  private static UpdateStep update(UpdateStep.Who who, String expected, String came) {
    return new UpdateStep(
        new UpdateStep.What(who, "an older timestamp", expected), came, 1234, "told");
  }

  private static DemoReport report(List<UpdateStep> updates, int unexplained, Attempt... attempts) {
    var latency =
        new Latency(
            new Sample(List.of(900L, 3800L)),
            new Sample(List.of(4100L, 9900L)),
            new Sample(List.of(700L)),
            0);
    var floods =
        List.of(
            new FloodResult(
                new Flood(FloodKind.MALFORMED, new Flood.AsFastAsTaken()),
                12_120,
                80,
                new Sample(List.of(1200L, 11_000L)),
                0,
                45_000),
            new FloodResult(
                new Flood(
                    FloodKind.BAD_SIGNATURE,
                    new Flood.PerSecond(2 * Tuning.VERIFICATIONS_PER_SECOND)),
                3990,
                80,
                new Sample(List.of(1200L, 250_000L)),
                7,
                45_000));
    return new DemoReport(
        List.of(attempts),
        latency,
        floods,
        updates,
        unexplained,
        new DemoReport.Agent(98_000_000, 910),
        45_000_000,
        41);
  }

  private static Attempt good() {
    return Attempts.confirmed(1, Attempt.InTheCar.AS_ORDERED);
  }

  private static Attempt stopped() {
    return Attempts.refused(RefusalCode.REPLAYED, RefusalCode.REPLAYED);
  }

  private static Attempt wrong() {
    return Attempts.refused(RefusalCode.STALE_COUNTER, RefusalCode.MALFORMED);
  }

  @Test
  void aConfirmedAndARefusedAttemptAreOneLineEach() {
    assertEquals(
        " WHO     TRIES                    OUTCOME     STAGE        CODE                  ms  ON THE"
            + " BUS",
        table.heading());
    assertEquals(
        List.of(
            " thief   an unlock by guess     ✓ CONFIRMED   –            –                    0.9  1"
                + " frame, agrees"),
        table.row(good()));
    assertEquals(
        List.of(
            " thief   an unlock by guess     ■ REFUSED     admit        REPLAYED             0.9 "
                + " nothing"),
        table.row(stopped()));
  }

  @Test
  void aWrongAttemptSaysWhatCameWhatWasExpectedAndWhatToDo() {
    assertEquals(
        List.of(
            " thief   an unlock by guess     ✗ WRONG       parse        MALFORMED                "
                + " nothing",
            "          got refused MALFORMED, expected refused STALE_COUNTER",
            "          next: ./portcullis sim attack some-name --explain"),
        table.row(wrong()));
  }

  @Test
  void theFiguresAreLinesForPeople() {
    assertEquals(
        List.of(
            " genuine  2: to frame p50 0.9 p99 3.8 ms (floor 0.7: 1.3×)   to receipt p50 4.1 p99"
                + " 9.9 ms",
            " floods   malformed       12,120/s   genuine p99   11 ms    0 of  80 lost   refusing"
                + " costs 1/20",
            "          bad signatures   3,990/s   genuine p99  250 ms    7 of  80 lost   200% of"
                + " 2,000 checks/s",
            " agent    98 MB resident after the floods, ready in 0.9 s; can-bridge 45 MB"),
        table.figures(report(0, good())));
  }

  @Test
  void theVerdictCounts() {
    assertEquals(
        " PASSED  1 of 1 attacks met their refusal, 1 of 1 genuine confirmed, 0 unexplained frames "
            + " 41 s",
        table.verdict(report(0, good(), stopped())).getFirst());
    assertEquals(
        " FAILED  0 of 1 attacks met their refusal, 1 of 1 genuine confirmed, 0 unexplained frames "
            + " 41 s",
        table.verdict(report(0, good(), wrong())).getFirst());
  }

  @Test
  void anUpdateAndAnAttackOnOneAreALineEach() {
    assertEquals(
        " OEM     an older timestamp     ✓ CONFIRMED                  1.2  told",
        table.update(update(UpdateStep.Who.OEM, "CONFIRMED", "CONFIRMED")));
    assertEquals(
        " mirror  an older timestamp     ■ ROLLBACK                   1.2  told",
        table.update(update(UpdateStep.Who.MIRROR, "ROLLBACK", "ROLLBACK")));
    assertEquals(
        " thief   an older timestamp     ✗ UNTOLD                     1.2  expected ROLLBACK",
        table.update(update(UpdateStep.Who.THIEF, "ROLLBACK", "UNTOLD")));
  }

  @Test
  void anAttackOnAnUpdateCountsAsOneAndFailsTheRunUnlessItIsNamed() {
    var named = report(List.of(update(UpdateStep.Who.THIEF, "FREEZE", "FREEZE")), 0, good());
    assertTrue(table.verdict(named).getFirst().startsWith(" PASSED  1 of 1 attacks"));
    assertTrue(named.isPassed());

    var untold = report(List.of(update(UpdateStep.Who.THIEF, "FREEZE", "UNTOLD")), 0, good());
    assertTrue(table.verdict(untold).getFirst().startsWith(" FAILED  0 of 1 attacks"));
    assertFalse(untold.isPassed());

    var left = report(List.of(update(UpdateStep.Who.OEM, "CONFIRMED", "WRONG")), 0, good());
    assertFalse(left.isPassed());
  }

  @Test
  void noLineOfTheTableIsWiderThanAHundredColumns() {
    for (var attacker : Attackers.all()) {
      var card = attacker.card();
      var frames =
          switch (card.expected()) {
            case Expected.Confirmed _, Expected.Unconfirmed _ -> 1;
            case Expected.Refused _, Expected.RefusedByBridge _, Expected.NotTransmitted _ -> 0;
          };
      var decision =
          new TraceLine.Decided(
              Optional.empty(),
              card.expected().outcome(),
              card.expected().code(),
              504_000,
              OptionalLong.empty());
      var at = Attempts.decision("", Optional.empty()).at();
      var attempt =
          card.expected() instanceof Expected.RefusedByBridge(var why)
              ? Attempt.atBridge(card, new Trail.AtBridge(why, 504_000, at), frames)
              : Attempt.made(
                  card,
                  Optional.of(new Decision(decision, at)),
                  frames,
                  Attempt.InTheCar.AS_ORDERED);
      for (var line : table.row(attempt)) {
        assertTrue(line.length() <= COLUMNS, line);
      }
    }
  }

  @Test
  void oneUnexplainedFrameFailsTheWholeRun() {
    assertTrue(report(0, good(), stopped()).isPassed());
    assertFalse(report(1, good(), stopped()).isPassed());
    assertFalse(report(0, good(), wrong()).isPassed());
  }

  @Test
  void theDataHaveTheNamesThatProgramsRead() throws JsonProcessingException {
    var json = new JsonMapper().readTree(DemoReportCodec.encode(report(0, good(), stopped())));
    assertEquals(1, json.path("schema").intValue());
    var attempt = json.path("attempts").path(1);
    assertEquals("some-name", attempt.path("name").textValue());
    assertEquals("A thief, with a guess, guesses.", attempt.path("story").textValue());
    assertFalse(attempt.path("genuine").booleanValue());
    assertEquals("refused", attempt.path("expected").textValue());
    assertEquals("refused", attempt.path("outcome").textValue());
    assertEquals("admit", attempt.path("stage").textValue());
    assertEquals("REPLAYED", attempt.path("code").textValue());
    assertEquals(900, attempt.path("micros").longValue());
    assertEquals(900, json.at("/latencyMicros/toFrame/p50").longValue());
    assertEquals(3800, json.at("/latencyMicros/toFrame/p99").longValue());
    assertEquals(4100, json.at("/latencyMicros/toReceipt/p50").longValue());
    assertEquals(9900, json.at("/latencyMicros/toReceipt/p99").longValue());
    assertEquals(700, json.at("/latencyMicros/floor/p50").longValue());
    assertEquals(12_120, json.at("/flood/perSecond").longValue());
    assertEquals(11_000, json.at("/flood/genuineP99Micros").longValue());
    assertEquals(7, json.at("/flood/genuineLost").intValue());
    assertEquals(0.05, json.at("/flood/rejectToAcceptCost").doubleValue(), 1e-9);
    assertEquals(98_000_000, json.at("/agent/residentBytes").longValue());
    assertEquals(910, json.at("/agent/readyMillis").longValue());
    assertEquals(45_000_000, json.at("/canBridge/residentBytes").longValue());
    assertEquals(0, json.path("unexplainedFrames").intValue());
    assertTrue(json.path("passed").booleanValue());
  }
}
