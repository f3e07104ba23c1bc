package dev.portcullis.ota.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a clock may say, between what is known to be past and what cannot be yet. */
final class TrustedTimeTest {

  private static final Instant FLOOR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant CEILING = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "2026-02-01T00:00:00Z, 2026-02-01T00:00:00Z",
    "2099-01-01T00:00:00Z, 2026-03-01T00:00:00Z"
  })
  void aReadingIsBelievedBetweenItsBounds(Instant reading, Instant believed) {
    assertEquals(new TrustedTime(believed), TrustedTime.within(FLOOR, reading, CEILING));
  }

  @Test
  void aClockSetForwardMakesNothingFreshAndOneSetBackNeither() {
    assertTrue(TrustedTime.within(FLOOR, Instant.EPOCH, CEILING).hasReached(FLOOR));
    assertFalse(TrustedTime.within(FLOOR, Instant.MAX, CEILING).hasReached(CEILING.plusSeconds(1)));
  }

  @Test
  void theVeryInstantOfTheExpiryIsTooLate() {
    var time = TrustedTime.atTheFloor(FLOOR);

    assertTrue(time.hasReached(FLOOR));
    assertFalse(time.hasReached(FLOOR.plusNanos(1)));
  }

  @Test
  void boundsThatCrossAreAMistakeOfTheProgram() {
    assertThrows(
        IllegalArgumentException.class, () -> TrustedTime.within(FLOOR.plusNanos(1), FLOOR, FLOOR));
  }
}
