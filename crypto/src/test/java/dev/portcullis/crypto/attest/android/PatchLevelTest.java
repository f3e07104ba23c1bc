package dev.portcullis.crypto.attest.android;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Patch levels as phones write them. */
final class PatchLevelTest {

  @Test
  void aMonthCountsAsItsFirstDay() {
    assertEquals(level(2018_09_01), level(2018_09));
    assertEquals(level(2018_09_01), level(2018_09_00));
    assertTrue(level(2018_09).compareTo(level(2018_09_05)) < 0);
    assertTrue(level(2018_10).compareTo(level(2018_09_30)) > 0);
  }

  @Test
  void whatIsNoMonthAndNoDayIsNoLevel() {
    LongStream.of(
            0,
            1,
            -201809,
            9_0000,
            2018_00,
            2018_13,
            2007_12,
            2018_02_30,
            2018_13_01,
            2018_09_31,
            2018_9_1,
            2018_09_05_0,
            123_456_789_012L,
            Long.MAX_VALUE,
            Long.MIN_VALUE)
        .forEach(
            digits -> assertEquals(Optional.empty(), PatchLevel.of(digits), () -> "" + digits));
  }

  @Test
  void knowsLeapYears() {
    assertEquals("2024-02-29", level(2024_02_29).toString());
    assertEquals(Optional.empty(), PatchLevel.of(2026_02_29));
  }

  private static PatchLevel level(long digits) {
    return PatchLevel.of(digits).orElseThrow();
  }
}
