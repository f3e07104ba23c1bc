package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void isFullAtTheStartAndEmptyAfterItsSize() {
    var bucket = new TokenBucket(3, Duration.ofMinutes(1), 0);
    for (int i = 0; i < 3; i++) {
      assertTrue(bucket.has(0));
      bucket.take(0);
    }
    assertFalse(bucket.has(0));
    assertEquals(Duration.ofSeconds(20), bucket.shortage(0));
  }

  @Test
  void fillsUpEvenlyAndNeverBeyondItsSize() {
    var bucket = new TokenBucket(3, Duration.ofMinutes(1), 0);
    bucket.take(0);
    bucket.take(0);
    bucket.take(0);
    assertFalse(bucket.has(20 * SECOND - 1000));
    assertTrue(bucket.has(20 * SECOND + 1000));
    long later = Duration.ofDays(365).toNanos();
    for (int i = 0; i < 3; i++) {
      assertTrue(bucket.has(later));
      bucket.take(later);
    }
    assertFalse(bucket.has(later));
  }

  @Test
  void takingFromAnEmptyOneMakesNoDebt() {
    var bucket = new TokenBucket(1, Duration.ofSeconds(1), 0);
    for (int i = 0; i < 50; i++) {
      bucket.take(0);
    }
    assertTrue(bucket.has(SECOND + 1000));
  }

  @Test
  void givesNoMoreThanItsRateHoweverItIsAsked() {
    for (long seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      int size = 1 + random.nextInt(20);
      var bucket = new TokenBucket(size, Duration.ofSeconds(10), 0);
      long now = 0;
      long taken = 0;
      for (int i = 0; i < 500; i++) {
        now += random.nextInt(300_000_000);
        if (bucket.has(now)) {
          bucket.take(now);
          taken++;
        }
      }
      double most = size + (double) size * now / Duration.ofSeconds(10).toNanos();
      assertTrue(taken <= most + 1e-6, "seed " + seed + ": " + taken + " of " + most);
      assertTrue(taken >= Math.min(500, Math.floor(most) - size - 1), "seed " + seed + ": starved");
    }
  }

  @Test
  void hasOneOnceItsShortageIsOver() {
    var bucket = new TokenBucket(7, Duration.ofSeconds(3), 0);
    long now = 0;
    for (int i = 0; i < 100; i++) {
      while (bucket.has(now)) {
        bucket.take(now);
      }
      long wait = bucket.shortage(now).toNanos();
      assertTrue(wait > 0);
      now += wait + 1;
      assertTrue(bucket.has(now), "at step " + i);
    }
  }
}
