package dev.portcullis.can.actuate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.state.Protection;
import dev.portcullis.can.state.VehicleState;
import dev.portcullis.can.state.WatchedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GesturesTest {

  private static final long PERIOD = Duration.ofMillis(20).toNanos();
  private static final Duration MAXIMUM_AGE = Duration.ofMillis(100);
  private static final long ABSENT = 0;
  private static final long PRESENT = 1;
  private static final long NOT_AVAILABLE = 3;

  private static final Message STATUS =
      Database.parse(
              """
              BO_ 753 STATUS: 1 BODY
               SG_ KeyCard : 0|2@1+ (1,0) [0|3] "" TCU
               SG_ Other : 2|2@1+ (1,0) [0|3] "" TCU
              VAL_ 753 KeyCard 0 "ABSENT" 1 "PRESENT" 3 "NOT_AVAILABLE" ;
              """)
          .orFault()
          .message("STATUS")
          .orFault();

  private final WatchedMessage watched =
      new WatchedMessage(
          STATUS, Protection.none(STATUS), MAXIMUM_AGE, List.of(), Set.of("NOT_AVAILABLE"));
  private final VehicleState state = new VehicleState(List.of(watched));
  private final List<Gesture> begun = new ArrayList<>();
  private final Gestures gestures =
      new Gestures(
          Map.of(
              Gesture.ENROL,
              new Requirement(watched, STATUS.signal("KeyCard").orElseThrow(), PRESENT)),
          begun::add);
  private long now;

  @Test
  void aSignalThatBeginsIsAGesture() {
    receive(ABSENT);
    receive(PRESENT);
    assertEquals(List.of(Gesture.ENROL), begun);
  }

  @Test
  void aSignalThatLastsIsOneGesture() {
    receive(ABSENT);
    receive(PRESENT);
    receive(PRESENT);
    receive(PRESENT);
    assertEquals(List.of(Gesture.ENROL), begun);
  }

  @Test
  void eachBeginningIsAGesture() {
    receive(ABSENT);
    receive(PRESENT);
    receive(ABSENT);
    receive(PRESENT);
    assertEquals(List.of(Gesture.ENROL, Gesture.ENROL), begun);
  }

  @Test
  void aSignalThatWasThereBeforeAnybodyLookedIsNobodysGesture() {
    receive(PRESENT);
    receive(PRESENT);
    assertEquals(List.of(), begun);
  }

  @Test
  void whatBeganWhileNothingWasHeardIsNoGesture() {
    receive(ABSENT);
    now += MAXIMUM_AGE.toNanos() + 1;
    receive(PRESENT);
    assertEquals(List.of(), begun);
  }

  @Test
  void whatFollowsAnUnknownStateIsNoGesture() {
    receive(ABSENT);
    receive(NOT_AVAILABLE);
    receive(PRESENT);
    assertEquals(List.of(), begun);
  }

  @Test
  void whatFollowsTheLossOfTheAdapterIsNoGesture() {
    receive(ABSENT);
    state.forget();
    gestures.forget();
    receive(PRESENT);
    assertEquals(List.of(), begun);
  }

  private void receive(long card) {
    now += PERIOD;
    CanFrame frame = STATUS.frame(STATUS.encode(Map.of("KeyCard", card, "Other", 0L)).orFault());
    assertEquals(FrameVerdict.TAKEN, state.accept(frame, now));
    gestures.taken(frame.id(), state, now);
  }
}
