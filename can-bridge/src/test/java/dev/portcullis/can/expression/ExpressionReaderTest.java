package dev.portcullis.can.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.state.Protection;
import dev.portcullis.can.state.VehicleState;
import dev.portcullis.can.state.WatchedMessage;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionReaderTest {

  private static final long NOW = 1_000_000_000L;

  private static final Message STATUS =
      Database.parse(
              """
              BO_ 17 STATUS: 4 N
               SG_ Speed : 0|16@1+ (0.01,0) [0|655] "km/h" N
               SG_ Gear : 16|2@1+ (1,0) [0|3] "" N
               SG_ HoodOpen : 18|1@1+ (1,0) [0|1] "" N
               SG_ Outside : 24|8@1- (0.5,-10) [-50|50] "degC" N
              VAL_ 17 Gear 0 "OTHER" 1 "PARK" 3 "NOT_AVAILABLE" ;
              """)
          .orFault()
          .message("STATUS")
          .orFault();

  private final WatchedMessage watched =
      new WatchedMessage(
          STATUS,
          Protection.none(STATUS),
          Duration.ofMillis(100),
          List.of(),
          Set.of("NOT_AVAILABLE"));
  private final VehicleState state = new VehicleState(List.of(watched));

  private Optional<WatchedSignal> find(String name) {
    return STATUS.signal(name).map(signal -> new WatchedSignal(watched, signal));
  }

  private Truth evaluate(String text) {
    return ExpressionReader.read(text, this::find).orFault().evaluate(state, NOW);
  }

  private void car(long speed, long gear, long hood, long outside) {
    var values = Map.of("Speed", speed, "Gear", gear, "HoodOpen", hood, "Outside", outside);
    var frame = STATUS.frame(STATUS.encode(values).orFault());
    assertEquals(FrameVerdict.TAKEN, state.accept(frame, NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "Speed == 0 km/h && Gear == PARK && !HoodOpen, HOLDS",
    "Speed==0 km/h&&Gear==PARK&&!HoodOpen, HOLDS",
    "Gear != PARK, FAILS",
    "HoodOpen, FAILS",
    "HoodOpen || Gear == PARK, HOLDS",
    "!(HoodOpen || Gear == PARK), FAILS",
    "HoodOpen && Speed == 0 km/h || Gear == PARK, HOLDS",
    "HoodOpen && (Speed == 0 km/h || Gear == PARK), FAILS",
    "Outside >= -5.5 degC, HOLDS",
    "Outside > -5 degC, FAILS",
    "Outside < 0degC, HOLDS",
    "Outside <= -5 degC, HOLDS",
    "Speed < 0.01 km/h, HOLDS",
    "!!HoodOpen, FAILS",
    "Gear == 1, HOLDS"
  })
  void saysWhetherItHoldsInACarThatStands(String text, Truth truth) {
    car(0, 1, 0, 10);
    assertEquals(truth, evaluate(text));
  }

  @Test
  void whatIsNotKnownNeverHolds() {
    assertEquals(Truth.UNKNOWN, evaluate("Speed == 0 km/h"));
    assertEquals(Truth.UNKNOWN, evaluate("!HoodOpen"));
    car(0, 3, 0, 0);
    assertEquals(Truth.UNKNOWN, evaluate("Gear == PARK"));
    assertEquals(Truth.UNKNOWN, evaluate("Gear != PARK"));
    assertEquals(Truth.UNKNOWN, evaluate("Gear == PARK && !HoodOpen"));
  }

  @Test
  void whatIsKnownDecidesBesideWhatIsNot() {
    car(0, 3, 1, 0);
    assertEquals(Truth.FAILS, evaluate("Gear == PARK && !HoodOpen"));
    assertEquals(Truth.HOLDS, evaluate("Gear == PARK || HoodOpen"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, expected a signal",
    "'Speed == 0 km/h &&', 19, expected a signal",
    "Wheels == 4, 1, Wheels is no signal that is watched",
    "Gear == FIRST, 9, Gear has no value FIRST",
    "Gear < PARK, 8, a named value is neither more nor less than another",
    "Speed == 0, 11, Speed is in km/h",
    "Speed == 0 mph, 12, Speed is in km/h",
    "Gear == 1 km/h, 11, Gear has no unit",
    "Gear, 1, Gear is more than yes or no: compare it with something",
    "Speed == 0.0.1 km/h, 10, 0.0.1 is no number",
    "Speed == 1234567890123456789 km/h, 10, 1234567890123456789 is no number",
    "Gear ==, 8, expected a number or the name of a value",
    "Gear == && HoodOpen, 9, expected a number or the name of a value",
    "(HoodOpen, 10, a bracket is not closed",
    "HoodOpen), 9, 'expected && or ||, and not '')'''",
    "HoodOpen Gear, 10, 'expected && or ||, and not ''Gear'''",
    "Gear = PARK, 6, '''='' means nothing here'",
    "HoodOpen & Gear == PARK, 10, '''&'' means nothing here'"
  })
  void namesTheFirstMistakeAndWhereItIs(String text, int position, String reason) {
    assertEquals(
        Outcome.refused(new ExpressionFault(position, reason)),
        ExpressionReader.read(text, this::find));
  }

  @Test
  void boundsLengthAndDepth() {
    assertInstanceOf(
        Outcome.Refused.class, ExpressionReader.read("!".repeat(17) + "HoodOpen", this::find));
    assertInstanceOf(
        Outcome.Passed.class, ExpressionReader.read("!".repeat(16) + "HoodOpen", this::find));
    assertInstanceOf(
        Outcome.Refused.class,
        ExpressionReader.read("(".repeat(500) + "HoodOpen" + ")".repeat(500), this::find));
    assertInstanceOf(
        Outcome.Refused.class,
        ExpressionReader.read(
            " ".repeat(ExpressionReader.MAX_CHARACTERS) + "HoodOpen", this::find));
  }
}
