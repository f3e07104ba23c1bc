package dev.portcullis.can.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.state.Reading.Known;
import dev.portcullis.can.state.Reading.Unknown;
import dev.portcullis.can.state.Reading.Why;
import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VehicleStateTest {

  private static final Message MESSAGE =
      Database.parse(
              """
              BO_ 16 M: 4 N
               SG_ Value : 0|8@1+ (1,0) [0|0] "" N
               SG_ Quality : 8|8@1+ (1,0) [0|0] "" N
               SG_ Counter : 16|4@1+ (1,0) [0|0] "" N
               SG_ Checksum : 24|8@1+ (1,0) [0|0] "" N
              VAL_ 16 Value 255 "NOT_AVAILABLE" ;
              """)
          .orFault()
          .message("M")
          .orFault();
  private static final Signal VALUE = MESSAGE.signal("Value").orElseThrow();
  private static final Protection PROTECTION =
      new Protection(MESSAGE, MESSAGE.signal("Counter"), MESSAGE.signal("Checksum"));
  private static final WatchedMessage WATCHED =
      new WatchedMessage(
          MESSAGE,
          PROTECTION,
          Duration.ofMillis(100),
          List.of(Map.entry(MESSAGE.signal("Quality").orElseThrow(), 1L)),
          Set.of("NOT_AVAILABLE"));
  private static final long MILLI = 1_000_000L;

  private final VehicleState state = new VehicleState(List.of(WATCHED));

  @Test
  void aSignalNeverSeenIsUnknown() {
    assertEquals(new Unknown(Why.NEVER_SEEN), state.read(WATCHED, VALUE, 0));
    assertEquals(Optional.empty(), state.receivedAt(WATCHED));
  }

  @Test
  void aValueComesWithItsAgeUntilItIsStale() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 3), 0));
    assertEquals(new Known(7, Duration.ofMillis(40)), state.read(WATCHED, VALUE, 40 * MILLI));
    assertEquals(new Known(7, Duration.ofMillis(100)), state.read(WATCHED, VALUE, 100 * MILLI));
    assertEquals(new Unknown(Why.STALE), state.read(WATCHED, VALUE, 100 * MILLI + 1));
  }

  @Test
  void aValueItsSenderDoesNotVouchForIsUnknown() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 0, 1), 0));
    assertEquals(new Unknown(Why.NOT_AVAILABLE), state.read(WATCHED, VALUE, 0));
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(255, 1, 2), 0));
    assertEquals(new Unknown(Why.NOT_AVAILABLE), state.read(WATCHED, VALUE, 0));
  }

  @Test
  void aFrameThatIsNotTheMessageChangesNothing() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 3), 0));
    assertEquals(FrameVerdict.REPEATED_COUNTER, state.accept(frame(8, 1, 3), 1));
    Bytes right = frame(9, 1, 4).payload();
    assertEquals(
        FrameVerdict.NOT_WATCHED, state.accept(new CanFrame.Data(new Extended(16), right), 1));
    assertEquals(
        FrameVerdict.WRONG_FORMAT,
        state.accept(new CanFrame.Data(new Standard(16), right.slice(0, 3)), 1));
    assertEquals(
        FrameVerdict.WRONG_FORMAT, state.accept(new CanFrame.Remote(new Standard(16), 4), 1));
    assertEquals(new Known(7, Duration.ofNanos(1)), state.read(WATCHED, VALUE, 1));
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(9, 1, 4), 1));
  }

  @Test
  void aWrongChecksumMakesTheMessageUnknownUntilOneIsRightAgain() {
    assertEquals(FrameVerdict.BAD_CHECKSUM, state.accept(damaged(2), 0));
    assertEquals(new Unknown(Why.DAMAGED), state.read(WATCHED, VALUE, 0));
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 3), 0));
    assertEquals(new Known(7, Duration.ZERO), state.read(WATCHED, VALUE, 0));
    assertEquals(FrameVerdict.BAD_CHECKSUM, state.accept(damaged(4), 1));
    assertEquals(new Unknown(Why.DAMAGED), state.read(WATCHED, VALUE, 1));
    assertEquals(new Unknown(Why.STALE), state.read(WATCHED, VALUE, 101 * MILLI));
    assertEquals(FrameVerdict.REPEATED_COUNTER, state.accept(frame(7, 1, 3), 2));
    assertEquals(new Unknown(Why.DAMAGED), state.read(WATCHED, VALUE, 2));
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(8, 1, 5), 3));
    assertEquals(new Known(8, Duration.ZERO), state.read(WATCHED, VALUE, 3));
    state.forget();
    assertEquals(new Unknown(Why.NEVER_SEEN), state.read(WATCHED, VALUE, 3));
  }

  @Test
  void fiveWrongCountsMakeTheMessageUnknownUntilOneIsRight() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 0), 0));
    for (int i = 1; i <= 4; i++) {
      assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 2L * i), 0));
      assertEquals(new Known(7, Duration.ZERO), state.read(WATCHED, VALUE, 0));
    }
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 10), 0));
    assertEquals(new Unknown(Why.COUNTS_WRONG), state.read(WATCHED, VALUE, 0));
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 12), 0));
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(8, 1, 13), 0));
    assertEquals(new Known(8, Duration.ZERO), state.read(WATCHED, VALUE, 0));
    assertEquals(FrameVerdict.REPEATED_COUNTER, state.accept(frame(8, 1, 13), 0));
    assertEquals(new Unknown(Why.COUNTS_WRONG), state.read(WATCHED, VALUE, 0));
  }

  @Test
  void theCountAfterTheLastIsTheFirst() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 7), 0));
    for (int i = 9; i <= 15; i += 2) {
      assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, i), 0));
    }
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 16), 0));
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 18), 0));
    assertEquals(new Known(7, Duration.ZERO), state.read(WATCHED, VALUE, 0));
  }

  @Test
  void saysWhenAMessageLastHeld() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 3), 5));
    assertEquals(FrameVerdict.BAD_CHECKSUM, state.accept(damaged(4), 6));
    assertEquals(Optional.of(5L), state.receivedAt(WATCHED));
    assertEquals(Optional.empty(), new VehicleState(List.of()).receivedAt(WATCHED));
  }

  @Test
  void rightCountsMakeUpForWrongOnes() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 0), 0));
    for (int i = 1; i <= 40; i++) {
      assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, i + i / 2), 0));
      assertEquals(new Known(7, Duration.ZERO), state.read(WATCHED, VALUE, 0), i + " frames");
    }
  }

  @Test
  void whatCameBeforeALossSaysNothingAboutTheCountAfterIt() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 0), 0));
    for (int i = 1; i <= 5; i++) {
      assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 2L * i), 0));
    }
    state.forget();
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 10), 0));
    assertEquals(new Known(7, Duration.ZERO), state.read(WATCHED, VALUE, 0));
  }

  @Test
  void aMessageWithoutACounterIsTakenEachTime() {
    var plain =
        new WatchedMessage(
            MESSAGE, Protection.none(MESSAGE), Duration.ofMillis(1), List.of(), Set.of());
    var plainState = new VehicleState(List.of(plain));
    for (int i = 0; i < 10; i++) {
      assertEquals(FrameVerdict.TAKEN, plainState.accept(frame(255, 0, 3), i));
      assertEquals(new Known(255, Duration.ZERO), plainState.read(plain, VALUE, i));
    }
    assertEquals(new Unknown(Why.NEVER_SEEN), new VehicleState(List.of()).read(plain, VALUE, 0));
  }

  @Test
  void aMissedFrameIsNoRepetition() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 15), 0));
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 2), 0));
  }

  @Test
  void afterTheLossOfThePortNothingIsKnown() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 3), 0));
    state.forget();
    assertEquals(new Unknown(Why.NEVER_SEEN), state.read(WATCHED, VALUE, 0));
  }

  private static CanFrame damaged(long count) {
    byte[] broken = frame(9, 1, count).payload().toArray();
    broken[0] ^= 1;
    return new CanFrame.Data(new Standard(16), Bytes.of(broken));
  }

  private static CanFrame frame(long value, long quality, long count) {
    byte[] payload =
        MESSAGE
            .encode(Map.of("Value", value, "Quality", quality, "Counter", 0L, "Checksum", 0L))
            .orFault()
            .toArray();
    PROTECTION.apply(payload, count);
    return MESSAGE.frame(Bytes.of(payload));
  }
}
