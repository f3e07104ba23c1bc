package dev.portcullis.can.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.dbc.SignalValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalCheckTest {

  private final List<Finding> findings = new ArrayList<>();

  private SignalCheck check(SignalBaseline learned) {
    return new SignalCheck(
        0,
        TestBus.message(TestBus.TORQUE).signals().getFirst(),
        Optional.of(learned),
        new Subject.Bus(),
        new Ledger(findings::add));
  }

  private static SignalValues says(double newtonMetres) {
    SignalValues values = TestBus.message(TestBus.TORQUE).newValues();
    return TestBus.message(TestBus.TORQUE)
        .decode(TestBus.torque(newtonMetres, 0).payload(), values)
        .orFault();
  }

  @Test
  void aSignalThatLeapsIsUnusualFarOutsideOfWhatItSaid() {
    var check = check(new SignalBaseline("Torque", 0, 100, 90, 1_000));
    check.accept(says(149), 0, 1);
    check.accept(says(-49), 1, 1);
    assertEquals(List.of(), findings);
    check.accept(says(151), 2, 1);
    assertEquals(FindingKind.UNUSUAL, findings.getFirst().kind());
    assertEquals(1, findings.size());
  }

  @Test
  void aSignalThatGoesSlowlyMayGoOnButNotLeap() {
    var check = check(new SignalBaseline("Torque", 0, 100, 10, 1_000));
    for (int i = 0; i < 40; i++) {
      check.accept(says(20 * i), i, 1);
    }
    assertEquals(List.of(), findings);
    check.accept(says(0), 41, 1);
    assertEquals(FindingKind.STEP, findings.getFirst().kind());
  }

  @Test
  void aFrameThatWasLostMakesRoomForALargerStep() {
    var check = check(new SignalBaseline("Torque", 0, 100, 10, 1_000));
    check.accept(says(0), 0, 1);
    check.accept(says(40), 1, 2);
    check.accept(says(400), 2, Double.POSITIVE_INFINITY);
    assertEquals(List.of(), findings);
  }

  @Test
  void ofASignalThatHardlyChangedNothingIsKnown() {
    var check = check(new SignalBaseline("Torque", 0, 1, 1, 3));
    check.accept(says(0), 0, 1);
    check.accept(says(900), 1, 1);
    assertEquals(List.of(), findings);
  }
}
