package dev.portcullis.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.attack.Expected;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AttemptTest {

  @Test
  void aConfirmedCommandNeedsItsFrameAndTheCarItself() {
    assertTrue(Attempts.confirmed(1, Attempt.InTheCar.AS_ORDERED).isAsExpected());
    assertFalse(Attempts.confirmed(1, Attempt.InTheCar.OTHERWISE).isAsExpected());
    assertFalse(Attempts.confirmed(0, Attempt.InTheCar.AS_ORDERED).isAsExpected());
    assertFalse(Attempts.confirmed(2, Attempt.InTheCar.AS_ORDERED).isAsExpected());
  }

  @Test
  void aRefusalForAnotherReasonIsNotTheOneExpected() {
    assertTrue(Attempts.refused(RefusalCode.REPLAYED, RefusalCode.REPLAYED).isAsExpected());
    assertFalse(Attempts.refused(RefusalCode.REPLAYED, RefusalCode.MALFORMED).isAsExpected());
  }

  @Test
  void aRefusalWithAFrameOnTheBusIsNoRefusal() {
    var attempt =
        Attempt.made(
            Attempts.card(new Expected.Refused(RefusalCode.REPLAYED)),
            Optional.of(Attempts.decision(Outcomes.REFUSED, Optional.of(RefusalCode.REPLAYED))),
            1,
            Attempt.InTheCar.OTHERWISE);
    assertFalse(attempt.isAsExpected());
    assertEquals("1 frame, why?", attempt.onTheBus());
  }

  @Test
  void anAttemptWithoutADecisionIsNeverAsExpected() {
    var attempt =
        Attempt.made(
            Attempts.card(new Expected.Refused(RefusalCode.REPLAYED)),
            Optional.empty(),
            0,
            Attempt.InTheCar.OTHERWISE);
    assertFalse(attempt.isAsExpected());
    assertEquals(Outcomes.NONE, attempt.outcome());
  }

  @Test
  void anUnconfirmedCommandIsNeverDone() {
    var attempt =
        Attempt.made(
            Attempts.card(new Expected.Unconfirmed(RefusalCode.NO_FEEDBACK)),
            Optional.of(
                Attempts.decision(Outcomes.UNCONFIRMED, Optional.of(RefusalCode.NO_FEEDBACK))),
            1,
            Attempt.InTheCar.OTHERWISE);
    assertTrue(attempt.isAsExpected());
    assertEquals("1 frame, silent", attempt.onTheBus());
  }
}
