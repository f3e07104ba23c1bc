package dev.portcullis.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BudgetsTest {

  private static final long SECOND = 1_000_000_000L;

  private final Budgets<String> budgets = new Budgets<>(2, 4, new Budget(3, 6, 0));

  private long taken(String peer, int wanted, long now) {
    return IntStream.range(0, wanted).filter(_ -> budgets.takes(peer, now)).count();
  }

  @Test
  void onePeerHasItsBurstAndThenItsRate() {
    assertEquals(4, taken("a", 10, 0));
    assertEquals(2, taken("a", 10, SECOND));
  }

  @Test
  void aPeerThatUsedUpItsOwnLeavesTheOthersTheirs() {
    assertEquals(4, taken("a", 1000, 0));
    assertEquals(2, taken("b", 10, 0));
  }

  @Test
  void aClockThatStandsStillGivesNothing() {
    assertEquals(4, taken("a", 10, 5 * SECOND));
    assertFalse(budgets.takes("a", 5 * SECOND));
    assertFalse(budgets.takes("a", 4 * SECOND));
    assertTrue(budgets.takes("a", 6 * SECOND));
  }
}
