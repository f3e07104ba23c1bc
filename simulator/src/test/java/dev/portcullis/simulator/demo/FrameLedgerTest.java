package dev.portcullis.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FrameLedgerTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final byte UNLOCK = 2;
  private static final byte LOCK = 1;

  // The first byte of a frame says what it does, the id of a command what was ordered.
  private final FrameLedger ledger =
      new FrameLedger(
          frame ->
              switch (frame.payload().at(0)) {
                case LOCK -> Optional.of(CommandName.LOCK);
                case UNLOCK -> Optional.of(CommandName.UNLOCK);
                default -> Optional.empty();
              },
          decision -> decision.line().command().flatMap(CommandName::ofWire));

  private static Sighting frame(byte action, long at) {
    var frame = new CanFrame.Data(new ArbitrationId.Standard(0x2F0), Bytes.of(action));
    return new Sighting(
        new NodeName("TCU"), frame, new MonotonicTime(at), new MonotonicTime(at + 1));
  }

  private static Decision decision(String outcome, CommandName ordered, long at) {
    return new Decision(
        new TraceLine.Decided(
            Optional.of(ordered.wire()),
            outcome,
            outcome.equals(Outcomes.CONFIRMED)
                ? Optional.empty()
                : Optional.of(RefusalCode.NO_FEEDBACK),
            1000,
            OptionalLong.empty()),
        new MonotonicTime(at));
  }

  @Test
  void aFrameWithoutADecisionIsUnexplained() {
    var stray = frame(UNLOCK, MINUTE);
    assertEquals(List.of(stray), ledger.unexplained(List.of(stray), List.of()));
  }

  @Test
  void aConfirmedCommandExplainsItsFrame() {
    var frames = List.of(frame(UNLOCK, MINUTE));
    var decisions = List.of(decision(Outcomes.CONFIRMED, CommandName.UNLOCK, MINUTE + 1000));
    assertEquals(List.of(), ledger.unexplained(frames, decisions));
  }

  @Test
  void anUnconfirmedCommandExplainsItsFrameToo() {
    var frames = List.of(frame(UNLOCK, MINUTE));
    var decisions = List.of(decision(Outcomes.UNCONFIRMED, CommandName.UNLOCK, MINUTE + 1000));
    assertEquals(List.of(), ledger.unexplained(frames, decisions));
  }

  @Test
  void aRefusalExplainsNoFrame() {
    var stray = frame(UNLOCK, MINUTE);
    for (var outcome : List.of(Outcomes.REFUSED, Outcomes.NOT_TRANSMITTED)) {
      var decisions = List.of(decision(outcome, CommandName.UNLOCK, MINUTE + 1000));
      assertEquals(List.of(stray), ledger.unexplained(List.of(stray), decisions), outcome);
    }
  }

  @Test
  void aDecisionExplainsOneFrameAndNotTwo() {
    var second = frame(UNLOCK, MINUTE + 500);
    var decisions = List.of(decision(Outcomes.CONFIRMED, CommandName.UNLOCK, MINUTE + 1000));
    assertEquals(
        List.of(second), ledger.unexplained(List.of(frame(UNLOCK, MINUTE), second), decisions));
  }

  @Test
  void aDecisionToLockDoesNotExplainAFrameThatUnlocks() {
    var stray = frame(UNLOCK, MINUTE);
    var decisions = List.of(decision(Outcomes.CONFIRMED, CommandName.LOCK, MINUTE + 1000));
    assertEquals(List.of(stray), ledger.unexplained(List.of(stray), decisions));
  }

  @Test
  void aDecisionDoesNotExplainWhatWasSentAMinuteAfterIt() {
    var stray = frame(UNLOCK, 2 * MINUTE);
    var decisions = List.of(decision(Outcomes.CONFIRMED, CommandName.UNLOCK, MINUTE));
    assertEquals(List.of(stray), ledger.unexplained(List.of(stray), decisions));
  }

  @Test
  void aFrameThatTellsNothingKnownIsUnexplained() {
    var stray = frame((byte) 9, MINUTE);
    var decisions = List.of(decision(Outcomes.CONFIRMED, CommandName.UNLOCK, MINUTE + 1000));
    assertEquals(List.of(stray), ledger.unexplained(List.of(stray), decisions));
  }
}
