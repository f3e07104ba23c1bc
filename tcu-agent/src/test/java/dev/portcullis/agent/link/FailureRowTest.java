package dev.portcullis.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FailureRowTest {

  private static final LinkSettings.BackOff BACK_OFF = LinkSettings.BackOff.ofACar();

  private final FailureRow row = new FailureRow(BACK_OFF, new Random(1));

  @Test
  void growsWithEachAttemptThatLedToNothing() {
    for (int i = 1; i <= 5; i++) {
      assertTrue(row.afterAttempt().compareTo(BACK_OFF.max()) <= 0);
      assertEquals(i, row.length());
    }
  }

  @Test
  void endsWithAStableConnection() {
    for (int i = 0; i < 5; i++) {
      var _ = row.afterAttempt();
    }
    assertEquals(BACK_OFF.min(), row.afterConnection(BACK_OFF.stableAfter()));
    assertEquals(1, row.length());
  }

  @Test
  void growsWithConnectionsShorterThanTheWaitBeforeThem() {
    var last = row.afterAttempt();
    for (int i = 2; i <= 5; i++) {
      last = row.afterConnection(last.minusNanos(1));
      assertEquals(i, row.length());
    }
  }

  @Test
  void aNetworkThatBreaksEveryTwoSecondsIsNeverWaitedOutForLong() {
    var up = Duration.ofSeconds(2);
    for (int i = 0; i < 1000; i++) {
      var pause = row.afterConnection(up);
      assertTrue(pause.compareTo(up.multipliedBy(2)) <= 0, pause::toString);
    }
  }
}
