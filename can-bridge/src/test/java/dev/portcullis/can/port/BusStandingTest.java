package dev.portcullis.can.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.SlcanLine.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusStandingTest {

  private static final Status CLEAN = new Status(0);
  private static final Status BUS_ERROR = new Status(0x80);
  private static final Status OFF_OR_PASSIVE = new Status(0xA4);
  private static final Status OFF = new Status(0x10);

  private final BusStanding standing = new BusStanding();

  @Test
  void saysAConditionWhenItChangesAndNotAgain() {
    assertEquals(Optional.empty(), standing.told(CLEAN));
    assertEquals(Optional.of(BusCondition.WARNING), standing.told(new Status(0x04)));
    assertEquals(Optional.empty(), standing.told(new Status(0x04)));
    assertEquals(Optional.of(BusCondition.PASSIVE), standing.told(new Status(0x24)));
    assertEquals(Optional.of(BusCondition.ACTIVE), standing.told(CLEAN));
  }

  @Test
  void aControllerThatHearsFramesIsNotOffTheBusWhateverErrorsThereAre() {
    for (int i = 0; i < 10; i++) {
      standing.heard();
      assertEquals(Optional.empty(), standing.told(BUS_ERROR));
    }
    assertFalse(standing.isOff());
  }

  @Test
  void anErrorAndNotOneFrameSinceTheLastAnswerIsOffTheBus() {
    standing.heard();
    assertEquals(Optional.of(BusCondition.PASSIVE), standing.told(OFF_OR_PASSIVE));
    assertEquals(Optional.of(BusCondition.OFF), standing.told(OFF_OR_PASSIVE));
    assertEquals(Optional.empty(), standing.told(BUS_ERROR));
    assertTrue(standing.isOff());
    assertEquals(Optional.of(BusCondition.ACTIVE), standing.told(CLEAN));
    assertFalse(standing.isOff());
  }

  @Test
  void anErrorThatIsSaidOnceAndThenSilenceIsOffTheBus() {
    standing.heard();
    assertEquals(Optional.of(BusCondition.PASSIVE), standing.told(OFF_OR_PASSIVE));
    assertEquals(Optional.of(BusCondition.OFF), standing.told(CLEAN));
    assertEquals(Optional.of(BusCondition.ACTIVE), standing.told(CLEAN));
    assertEquals(Optional.empty(), standing.told(CLEAN));
  }

  @Test
  void anErrorFollowedByFramesIsForgotten() {
    standing.heard();
    assertEquals(Optional.empty(), standing.told(BUS_ERROR));
    standing.heard();
    assertEquals(Optional.empty(), standing.told(CLEAN));
    assertEquals(Optional.empty(), standing.told(CLEAN));
  }

  @Test
  void anErrorBeforeTheFirstAnswerSaysNothingOfSilence() {
    assertEquals(Optional.empty(), standing.told(BUS_ERROR));
    assertEquals(Optional.of(BusCondition.OFF), standing.told(BUS_ERROR));
  }

  @Test
  void silenceAloneIsAQuietBus() {
    for (int i = 0; i < 10; i++) {
      assertEquals(Optional.empty(), standing.told(CLEAN));
    }
  }

  @Test
  void anAdapterThatNamesBusOffIsBelievedAtOnceAndAlsoWhereOldFramesStillCome() {
    standing.heard();
    assertEquals(Optional.of(BusCondition.OFF), standing.told(OFF));
    standing.heard();
    assertEquals(Optional.empty(), standing.told(OFF));
    assertTrue(standing.isOff());
  }
}
