package dev.portcullis.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PausesTest {

  private static final Duration MIN = Duration.ofMillis(100);
  private static final Duration MAX = Duration.ofSeconds(2);

  private final Pauses pauses =
      new Pauses(new LinkSettings.BackOff(MIN, MAX, Duration.ofSeconds(1)), new Random(5));

  @Test
  void staysBetweenItsBoundsAfterAnyNumberOfFailures() {
    for (int failures = 1; failures < 2_000; failures++) {
      var pause = pauses.after(failures);
      assertTrue(pause.compareTo(MIN) >= 0 && pause.compareTo(MAX) <= 0, () -> "pause " + pause);
    }
  }

  @Test
  void beginsWithTheShortestAndGrows() {
    assertEquals(MIN, pauses.after(1));
    long longest = 0;
    for (int i = 0; i < 1_000; i++) {
      longest = Math.max(longest, pauses.after(3).toNanos());
    }
    assertTrue(longest > 2 * MIN.toNanos() && longest <= 4 * MIN.toNanos());
  }

  @Test
  void spreadsThoseThatFailedTogether() {
    assertTrue(IntStream.range(0, 100).mapToObj(_ -> pauses.after(6)).distinct().count() > 90);
  }
}
