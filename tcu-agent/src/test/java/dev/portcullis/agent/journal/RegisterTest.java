package dev.portcullis.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.journal.RegisterEntry.Effect;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the lines about owners and keys add up to. */
final class RegisterTest {

  private static final Digest SIGNERS = Digest.of(Bytes.utf8("signers"));
  private static final PublicKey BUYER =
      SoftwareSigner.generate(Algorithm.ES256, new SecureRandom()).publicKey();

  private static Digest key(int number) {
    return Digest.of(Bytes.utf8("key " + number));
  }

  private static RegisterEntry enrolled(int number) {
    return new RegisterEntry.KeyEnrolled(key(number), KeyProtection.STRONG_BOX, "app");
  }

  private static RegisterEntry answered(Effect effect) {
    return new RegisterEntry.Answered(1, key(0), Optional.empty(), effect, Bytes.empty());
  }

  private static RegisterEntry revoked(int... numbers) {
    return answered(
        new Effect.Revoked(Arrays.stream(numbers).mapToObj(RegisterTest::key).toList()));
  }

  private static Register after(RegisterEntry... entries) {
    return after(Register.empty(), entries);
  }

  private static Register after(Register before, RegisterEntry... entries) {
    var register = before;
    for (RegisterEntry entry : entries) {
      assertTrue(register.accepts(entry), entry.toString());
      register = register.after(entry);
    }
    return register;
  }

  private static Register full() {
    var register = Register.empty();
    for (int i = 0; i < Register.MOST_ENROLLED; i++) {
      register = after(register, enrolled(i));
    }
    return register;
  }

  @Test
  void aRevokedKeyIsNotEnrolledAnyMoreAndDoesNotEnrolAgain() {
    var register = after(enrolled(1), enrolled(2), revoked(1));
    assertTrue(register.find(key(1)).isEmpty());
    assertTrue(register.find(key(2)).isPresent());
    assertFalse(register.accepts(enrolled(1)));
  }

  @Test
  void theOldestKeyThatWasNeverGrantedAnythingMakesRoom() {
    var register =
        after(full(), new RegisterEntry.KeyGranted(key(0), Standing.GRANTED), enrolled(1000));
    assertTrue(register.find(key(0)).isPresent());
    assertTrue(register.find(key(1)).isEmpty());
    assertTrue(register.find(key(1000)).isPresent());
    assertEquals(Register.MOST_ENROLLED, register.enrolled().size());
  }

  @Test
  void whereEveryKeyWasGrantedSomethingThereIsNoRoom() {
    var register = full();
    for (int i = 0; i < Register.MOST_ENROLLED; i++) {
      register = after(register, new RegisterEntry.KeyGranted(key(i), Standing.GRANTED));
    }
    assertFalse(register.accepts(enrolled(1000)));
    assertTrue(register.accepts(enrolled(5)), "it is there already");
    assertTrue(after(register, revoked(5)).accepts(enrolled(1000)), "a revoked one makes room");
  }

  @Test
  void whoeverWasSeenAsAnOwnerStaysOneForTheEpoch() {
    var register =
        after(
            enrolled(1),
            answered(new Effect.Granted(key(1), Standing.OWNER)),
            new RegisterEntry.KeyGranted(key(1), Standing.GRANTED));
    assertEquals(Standing.OWNER, register.find(key(1)).orElseThrow().standing());
  }

  @Test
  void aHandOverEndsGrantsAndRevocationsOfTheFormerEpoch() {
    var register =
        after(
            enrolled(1),
            enrolled(2),
            answered(new Effect.Granted(key(1), Standing.OWNER)),
            revoked(2),
            new RegisterEntry.HandOverWaits(RegisterLines.handOver(4), "boot", 0),
            answered(new Effect.HandedOver(4, BUYER)));
    assertEquals(4, register.epoch());
    assertEquals(Optional.of(BUYER), register.owner());
    assertEquals(Standing.UNGRANTED, register.find(key(1)).orElseThrow().standing());
    assertTrue(register.find(key(2)).isEmpty());
    assertEquals(List.of(), register.revoked());
    assertTrue(register.waiting().isEmpty());
  }

  @Test
  void theEpochNeverFallsAndIsNeverReachedTwice() {
    var register = after(answered(new Effect.HandedOver(4, BUYER)));
    assertFalse(register.accepts(answered(new Effect.HandedOver(4, BUYER))));
    assertFalse(register.accepts(new RegisterEntry.OwnerProvisioned(3)));
    assertTrue(after(register, new RegisterEntry.OwnerProvisioned(5)).owner().isEmpty());
  }

  @Test
  void theNoticeIsWhatTheUnitMeasuredItself() {
    long hour = Duration.ofHours(1).toNanos();
    var waiting =
        after(new RegisterEntry.HandOverWaits(RegisterLines.handOver(4), "one", 7 * hour))
            .waiting()
            .orElseThrow();
    assertEquals(Duration.ofHours(2), waiting.notice("one", 9 * hour));
    assertEquals(Duration.ZERO, waiting.notice("one", 6 * hour), "a clock that went back");
    assertEquals(Duration.ZERO, waiting.notice("two", 99 * hour), "another boot's clock");
    var again = waiting.counted(7200, "two", 0);
    assertEquals(Duration.ofHours(3), again.notice("two", hour));
    assertEquals(Duration.ofHours(2), again.notice("three", hour));
  }

  @Test
  void theNoticeNeverShrinks() {
    var register =
        after(
            new RegisterEntry.HandOverWaits(RegisterLines.handOver(4), "one", 0),
            new RegisterEntry.NoticeCounted(600, "one", 9));
    assertFalse(register.accepts(new RegisterEntry.NoticeCounted(599, "one", 9)));
  }

  @Test
  void consentIsForTheHandOverThatWaits() {
    var register = after(new RegisterEntry.HandOverWaits(RegisterLines.handOver(4), "one", 0));
    assertFalse(register.accepts(answered(new Effect.Consented(key(1)))));
    var digest = register.waiting().orElseThrow().digest();
    assertEquals(
        WaitingHandOver.Consent.GIVEN,
        after(register, answered(new Effect.Consented(digest))).waiting().orElseThrow().consent());
  }

  @Test
  void documentsOnlyAddUntilAPolicyIsAsNew() {
    var register =
        after(
            new RegisterEntry.RevocationsTaken(5, List.of(key(1)), List.of(BigInteger.TEN)),
            new RegisterEntry.RevocationsTaken(7, List.of(key(2)), List.of()));
    assertEquals(Set.of(key(1), key(2)), register.withdrawn().keys());
    assertEquals(Set.of(BigInteger.TEN), register.withdrawn().certificates());
    assertEquals(register, register.under(new Entry.PolicyAdopted(99, 6, SIGNERS)));
    var lifted = register.under(new Entry.PolicyAdopted(99, 7, SIGNERS));
    assertEquals(Set.of(), lifted.withdrawn().keys());
    assertFalse(
        register.accepts(new RegisterEntry.RevocationsTaken(7, List.of(key(3)), List.of())));
  }

  @Test
  void checkpointsCountOnAboveAStateThatWasAhead() {
    var register =
        after(
            new RegisterEntry.CheckpointMade(1, key(1)),
            new RegisterEntry.RolledBack(new LaterState(40, 2, key(2), 3, 4)),
            new RegisterEntry.CheckpointMade(2, key(3)));
    assertEquals(Optional.of(key(1)), register.checkpoints().payload(1));
    var restored = after(register, new RegisterEntry.StateRestored());
    assertEquals(40, restored.checkpoints().count());
    assertEquals(Optional.empty(), restored.checkpoints().payload(1));
    assertFalse(restored.accepts(new RegisterEntry.CheckpointMade(40, key(4))));
  }
}
