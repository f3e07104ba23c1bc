package dev.portcullis.agent.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.agent.fresh.ReplayWindow.Verdict;
import dev.portcullis.crypto.message.Counter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReplayWindowTest {

  private static final long MAX = -1L;
  private static final long TOP_BIT = Long.MIN_VALUE;

  private record Row(String rule, List<Long> used, long asked, Verdict verdict) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("the first counter may be any", List.of(), 1, Verdict.NEW),
          new Row("also the greatest there is", List.of(), MAX, Verdict.NEW),
          new Row("the same again is used", List.of(5L), 5, Verdict.USED),
          new Row("one more is new", List.of(5L), 6, Verdict.NEW),
          new Row("one less, never seen, is new", List.of(5L), 4, Verdict.NEW),
          new Row("63 behind is the last inside", List.of(100L), 37, Verdict.NEW),
          new Row("64 behind is stale", List.of(100L), 36, Verdict.STALE),
          new Row("63 behind stays used", List.of(37L, 100L), 37, Verdict.USED),
          new Row("what left the window is stale, not new", List.of(36L, 100L), 36, Verdict.STALE),
          new Row("a leap of 63 keeps the old one", List.of(1L, 64L), 1, Verdict.USED),
          new Row("a leap of 64 forgets it", List.of(1L, 65L), 1, Verdict.STALE),
          new Row("a leap of 64 leaves no ghost at its place", List.of(1L, 65L), 2, Verdict.NEW),
          new Row("a leap of 128 leaves no ghost either", List.of(1L, 129L), 128, Verdict.NEW),
          new Row("a leap of 65 does not shift by one", List.of(10L, 75L), 74, Verdict.NEW),
          new Row("counters are unsigned: the top bit is more", List.of(7L), TOP_BIT, Verdict.NEW),
          new Row("and 7 is far behind it", List.of(TOP_BIT), 7, Verdict.STALE),
          new Row(
              "across the sign there is one window", List.of(TOP_BIT), TOP_BIT - 1, Verdict.NEW),
          new Row("after the greatest, it is used", List.of(MAX), MAX, Verdict.USED),
          new Row("it does not wrap round to one", List.of(MAX), 1, Verdict.STALE),
          new Row("what is just behind the greatest is new", List.of(MAX), MAX - 63, Verdict.NEW),
          new Row("and beyond that stale", List.of(MAX), MAX - 64, Verdict.STALE));

  @Test
  void answersAsEachRuleSays() {
    for (Row row : ROWS) {
      var window = ReplayWindow.unused();
      for (long counter : row.used()) {
        window = window.with(new Counter(counter));
      }
      assertEquals(row.verdict(), window.verdict(new Counter(row.asked())), row.rule());
    }
  }

  @Test
  void takesNoCounterThatIsNotNew() {
    var window = ReplayWindow.unused().with(new Counter(100));
    assertThrows(IllegalArgumentException.class, () -> window.with(new Counter(100)));
    assertThrows(IllegalArgumentException.class, () -> window.with(new Counter(36)));
  }

  @Test
  void agreesWithASetThatForgetsNothing() {
    for (long seed = 0; seed < 300; seed++) {
      compareWithASet(new Random(seed), "seed " + seed);
    }
  }

  private static void compareWithASet(Random random, String seed) {
    Set<Long> used = new HashSet<>();
    var window = ReplayWindow.unused();
    long highest = 0;
    long start = start(random);
    for (int i = 0; i < 200; i++) {
      long asked = near(highest == 0 ? start : highest, random);
      if (asked == 0) {
        continue;
      }
      var counter = new Counter(asked);
      var expected = expected(used, highest, asked);
      assertEquals(expected, window.verdict(counter), seed + ", " + counter + " after " + highest);
      if (expected == Verdict.NEW && random.nextInt(4) != 0) {
        window = window.with(counter);
        used.add(asked);
        highest = Long.compareUnsigned(asked, highest) > 0 ? asked : highest;
      }
    }
  }

  private static Verdict expected(Set<Long> used, long highest, long asked) {
    if (used.contains(asked)) {
      return Long.compareUnsigned(highest - asked, 64) < 0 ? Verdict.USED : Verdict.STALE;
    }
    boolean behind = Long.compareUnsigned(asked, highest) <= 0;
    return behind && Long.compareUnsigned(highest - asked, 64) >= 0 ? Verdict.STALE : Verdict.NEW;
  }

  private static long start(Random random) {
    var starts = new ArrayList<>(List.of(1L, 64L, Long.MAX_VALUE, TOP_BIT, MAX - 70, MAX - 200));
    starts.add(random.nextLong());
    return starts.get(random.nextInt(starts.size()));
  }

  private static long near(long highest, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> highest + random.nextInt(64) + 1;
      case 1 -> highest + 64 + random.nextInt(3);
      case 2 -> highest + 128L * random.nextInt(3);
      case 3 -> highest - 62 - random.nextInt(4);
      case 4 -> random.nextInt(20) == 0 ? random.nextLong() : highest;
      default -> highest - random.nextInt(70);
    };
  }
}
