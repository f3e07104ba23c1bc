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
  void aFrameThatDoesNotHoldChangesNothing() {
    assertEquals(FrameVerdict.TAKEN, state.accept(frame(7, 1, 3), 0));
    assertEquals(FrameVerdict.REPEATED_COUNTER, state.accept(frame(8, 1, 3), 1));
    byte[] broken = frame(9, 1, 4).payload().toArray();
    broken[0] ^= 1;
    assertEquals(
        FrameVerdict.BAD_CHECKSUM,
        state.accept(new CanFrame.Data(new Standard(16), Bytes.of(broken)), 1));
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
