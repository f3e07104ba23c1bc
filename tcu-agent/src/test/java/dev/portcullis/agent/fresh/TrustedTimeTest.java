package dev.portcullis.agent.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.fresh.TrustedTime.Refusal;
import dev.portcullis.agent.fresh.TrustedTime.Step;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Nonce;
import dev.portcullis.crypto.message.TimeStatement;
import dev.portcullis.crypto.message.TimeStatementCodec;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.VehicleId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TrustedTimeTest {

  private static final Duration SLOT = Duration.ofSeconds(30);
  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant FLOOR = NOW.minus(Duration.ofDays(90));
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Signer A = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM);
  private static final Signer B = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Signer C = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM);
  private static final Signer STRANGER = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM);

  private final VehicleId vehicle = VehicleId.random(RANDOM);
  private final AtomicLong clock = new AtomicLong(Duration.ofHours(9).toNanos());
  private final Beacons beacons =
      new Beacons(clock::get, RANDOM, new Beacons.Settings(SLOT, LIFETIME));

  private TrustedTime time(int threshold) {
    Map<Digest, PublicKey> keys = new HashMap<>();
    for (Signer key : List.of(A, B, C)) {
      keys.put(key.publicKey().thumbprint(), key.publicKey());
    }
    return new TrustedTime(
        clock::get, beacons, vehicle, new TrustedTime.Authorities(keys, threshold), FLOOR);
  }

  private Unverified<TimeStatement> statement(Signer key, Instant instant) {
    return statement(key, beacons.nonce(beacons.slot()), instant);
  }

  private Unverified<TimeStatement> statement(Signer key, Nonce nonce, Instant instant) {
    return parsed(
        TimeStatementCodec.sign(new TimeStatement(vehicle, beacons.boot(), nonce, instant), key));
  }

  private static Unverified<TimeStatement> parsed(Bytes encoded) {
    return TimeStatementCodec.parse(encoded).orFault();
  }

  private static Refusal refusal(Outcome<Step, Refusal> outcome) {
    return assertInstanceOf(Outcome.Refused.class, outcome).reason() instanceof Refusal reason
        ? reason
        : Refusal.UNKNOWN_KEY;
  }

  @Test
  void knowsNothingButTheFloorAtFirst() {
    assertEquals(new TimeReading.Floor(FLOOR), time(1).now());
  }

  @Test
  void takesTheWordOfAThresholdOfKeysAndRunsOnTheBootClock() {
    var time = time(2);
    assertEquals(new Step.Waiting(1), time.accept(statement(A, NOW)).orFault());
    assertEquals(new Step.Waiting(1), time.accept(statement(A, NOW)).orFault(), "one key twice");
    assertInstanceOf(TimeReading.Floor.class, time.now());
    assertEquals(new Step.Known(NOW), time.accept(statement(B, NOW)).orFault());
    clock.addAndGet(Duration.ofHours(7).toNanos());
    assertEquals(new TimeReading.Trusted(NOW.plus(Duration.ofHours(7))), time.now());
  }

  @Test
  void oneKeyOfAThresholdMovesTheTimeNeitherOnNorBack() {
    var held = time(2);
    assertEquals(new Step.Waiting(1), held.accept(statement(A, FLOOR)).orFault());
    assertEquals(new Step.Waiting(1), held.accept(statement(B, NOW)).orFault());
    assertInstanceOf(TimeReading.Floor.class, held.now());
    assertEquals(new Step.Known(NOW), held.accept(statement(C, NOW.plusSeconds(1))).orFault());

    var driven = time(2);
    var decades = NOW.plus(Duration.ofDays(9000));
    assertEquals(new Step.Waiting(1), driven.accept(statement(A, decades)).orFault());
    assertEquals(new Step.Waiting(1), driven.accept(statement(B, NOW)).orFault());
    assertEquals(new Step.Known(NOW), driven.accept(statement(C, NOW)).orFault());
  }

  @Test
  void statementsOverDifferentBeaconsDoNotAddUp() {
    var time = time(2);
    assertEquals(new Step.Waiting(1), time.accept(statement(A, NOW)).orFault());
    clock.addAndGet(SLOT.toNanos());
    assertEquals(new Step.Waiting(1), time.accept(statement(B, NOW)).orFault());
    assertInstanceOf(TimeReading.Floor.class, time.now());
  }

  @Test
  void anOldStatementSentAgainDoesNotUndoANewerOne() {
    var time = time(2);
    var old = statement(A, NOW);
    clock.addAndGet(SLOT.toNanos());
    assertInstanceOf(Step.Waiting.class, time.accept(statement(A, NOW)).orFault());
    assertInstanceOf(Step.Waiting.class, time.accept(old).orFault());
    assertInstanceOf(Step.Known.class, time.accept(statement(B, NOW)).orFault());
  }

  @Test
  void otherKeysStateTheTimeOnceAnotherPolicySaysSo() {
    var time = time(2);
    assertInstanceOf(Step.Waiting.class, time.accept(statement(A, NOW)).orFault());
    time.rely(TrustedTime.Authorities.of(List.of(A.publicKey(), STRANGER.publicKey()), 2));
    assertEquals(Refusal.UNKNOWN_KEY, refusal(time.accept(statement(B, NOW))));
    assertEquals(
        new Step.Waiting(1),
        time.accept(statement(STRANGER, NOW)).orFault(),
        "what the former keys stated is forgotten");
    assertEquals(new Step.Known(NOW), time.accept(statement(A, NOW)).orFault());
    time.rely(TrustedTime.Authorities.of(List.of(C.publicKey()), 1));
    assertEquals(new TimeReading.Trusted(NOW), time.now());
  }

  @Test
  void refusesANonceThatIsNotOurs() {
    var time = time(1);
    assertEquals(
        Refusal.NOT_OUR_NONCE, refusal(time.accept(statement(A, Nonce.random(RANDOM), NOW))));
    var otherBoot = new TimeStatement(vehicle, BootId.random(RANDOM), beacons.nonce(1), NOW);
    assertEquals(
        Refusal.NOT_OUR_NONCE, refusal(time.accept(parsed(TimeStatementCodec.sign(otherBoot, A)))));
  }

  @Test
  void refusesAStatementHeldBackUntilItsBeaconExpired() {
    var time = time(1);
    var held = statement(A, NOW);
    clock.addAndGet(LIFETIME.toNanos() + 1);
    assertEquals(Refusal.NOT_OUR_NONCE, refusal(time.accept(held)));
  }

  @Test
  void refusesUnknownKeysOtherVehiclesAndBrokenSignatures() {
    var time = time(1);
    assertEquals(Refusal.UNKNOWN_KEY, refusal(time.accept(statement(STRANGER, NOW))));
    var other = new TimeStatement(VehicleId.random(RANDOM), beacons.boot(), beacons.nonce(1), NOW);
    assertEquals(
        Refusal.WRONG_VEHICLE, refusal(time.accept(parsed(TimeStatementCodec.sign(other, A)))));
    byte[] broken = statement(A, NOW).encoded().toArray();
    broken[broken.length - 1] ^= 1;
    assertEquals(Refusal.BAD_SIGNATURE, refusal(time.accept(parsed(Bytes.of(broken)))));
    assertInstanceOf(TimeReading.Floor.class, time.now());
  }

  @Test
  void refusesATimeBelowTheFloorAndIsNeverBelowItItself() {
    var time = time(1);
    assertEquals(
        Refusal.BELOW_THE_FLOOR,
        refusal(time.accept(statement(A, FLOOR.minus(LIFETIME).minusSeconds(1)))));
    var _ = time.accept(statement(A, FLOOR.minusSeconds(1))).orFault();
    assertEquals(new TimeReading.Trusted(FLOOR), time.now());
  }

  @Test
  void neverGoesBackWhateverIsStated() {
    for (long seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      var time = time(1);
      var last = FLOOR;
      for (int i = 0; i < 40; i++) {
        clock.addAndGet(random.nextInt(60) * 1_000_000_000L);
        var stated = NOW.plusSeconds(random.nextInt(2000) - 1000);
        var _ = time.accept(statement(random.nextBoolean() ? A : C, stated));
        var now = time.now().instant();
        assertFalse(now.isBefore(last), "seed " + seed + " step " + i);
        last = now;
      }
      assertTrue(last.isAfter(FLOOR));
    }
  }
}
