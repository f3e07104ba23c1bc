package dev.portcullis.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SampleTest {

  @Test
  void aPercentileIsAMeasuredValueByNearestRank() {
    var hundred = new Sample(LongStream.rangeClosed(1, 100).boxed().toList());
    assertEquals(50, hundred.percentile(50));
    assertEquals(99, hundred.percentile(99));
    assertEquals(100, hundred.percentile(100));
  }

  @Test
  void theOrderOfTheValuesDoesNotMatter() {
    assertEquals(3, new Sample(List.of(9L, 1L, 3L)).percentile(50));
  }

  @Test
  void theSlowestOfAFewIsTheirNinetyNinthPercentile() {
    assertEquals(9, new Sample(List.of(9L, 1L, 3L)).percentile(99));
  }

  @Test
  void nothingMeasuredIsZero() {
    assertEquals(0, new Sample(List.of()).percentile(50));
  }
}
