package dev.portcullis.agent.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.agent.fresh.Beacons.Verdict;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Nonce;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BeaconsTest {

  private static final Duration SLOT = Duration.ofSeconds(30);
  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofDays(40_000);

  private final SecureRandom random = new SecureRandom();
  private final AtomicLong clock = new AtomicLong(Duration.ofDays(3).toNanos());
  private final Beacons beacons = beacons();

  private Beacons beacons() {
    return new Beacons(clock::get, random, new Beacons.Settings(SLOT, LIFETIME));
  }

  private Verdict judge(long slot, Duration asked) {
    return beacons.judge(beacons.boot(), slot, beacons.nonce(slot), asked);
  }

  @Test
  void takesAnAnswerToTheBeaconOfNow() {
    assertEquals(1, beacons.slot());
    assertEquals(Verdict.FRESH, judge(1, LIFETIME));
  }

  @Test
  void refusesAnotherBoot() {
    assertEquals(
        Verdict.WRONG_BOOT, beacons.judge(BootId.random(random), 1, beacons.nonce(1), LIFETIME));
    assertEquals(
        Verdict.WRONG_BOOT,
        beacons().judge(beacons.boot(), 1, beacons.nonce(1), LIFETIME),
        "the end of the process ends every outstanding command");
  }

  @Test
  void refusesSlotsThatHaveNotBegunOrNeverWere() {
    for (long slot : new long[] {2, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertEquals(Verdict.WRONG_NONCE, judge(slot, LIFETIME), "slot " + slot);
    }
  }

  @Test
  void refusesANonceOfAnotherSlotOrOfNobody() {
    clock.addAndGet(SLOT.toNanos());
    assertEquals(Verdict.WRONG_NONCE, beacons.judge(beacons.boot(), 2, beacons.nonce(1), LIFETIME));
    assertEquals(
        Verdict.WRONG_NONCE, beacons.judge(beacons.boot(), 2, Nonce.random(random), LIFETIME));
  }

  @Test
  void endsALifetimeToTheNanosecond() {
    clock.addAndGet(LIFETIME.toNanos());
    assertEquals(Verdict.FRESH, judge(1, LIFETIME));
    clock.incrementAndGet();
    assertEquals(Verdict.EXPIRED, judge(1, LIFETIME));
  }

  @Test
  void capsALifetimeOfAHundredYears() {
    clock.addAndGet(LIFETIME.toNanos() + 1);
    assertEquals(Verdict.EXPIRED, judge(1, LONG));
  }

  @Test
  void keepsToAShorterLifetimeThanItsOwn() {
    clock.addAndGet(Duration.ofSeconds(5).toNanos());
    assertEquals(Verdict.FRESH, judge(1, Duration.ofSeconds(5)));
    clock.incrementAndGet();
    assertEquals(Verdict.EXPIRED, judge(1, Duration.ofSeconds(5)));
  }

  @Test
  void ageRunsOnWhileTheUnitSleeps() {
    var nonce = beacons.nonce(1);
    clock.addAndGet(Duration.ofDays(30).toNanos());
    assertEquals(Verdict.EXPIRED, beacons.judge(beacons.boot(), 1, nonce, LONG));
  }

  @Test
  void givesEachSlotAndEachBootItsOwnNonce() {
    var nonces = new HashSet<Nonce>();
    for (long slot = 1; slot <= 1000; slot++) {
      nonces.add(beacons.nonce(slot));
    }
    assertEquals(1000, nonces.size());
    assertEquals(beacons.nonce(5), beacons.nonce(5));
    assertNotEquals(beacons.nonce(1), beacons().nonce(1));
  }

  @Test
  void refusesSettingsThatNobodyCouldAnswer() {
    assertThrows(
        IllegalArgumentException.class, () -> new Beacons.Settings(Duration.ZERO, LIFETIME));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Beacons.Settings(LIFETIME.plusSeconds(1), LIFETIME));
  }
}
