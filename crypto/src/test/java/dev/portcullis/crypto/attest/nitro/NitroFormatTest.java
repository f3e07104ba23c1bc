package dev.portcullis.crypto.attest.nitro;

import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.COUNTERSIGNER;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.ISSUER;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.MAXIMUM_AGE;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.NONCE;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.NOW;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.appraiser;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.document;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.measured;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.occasion;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.nitro.NitroIssuer.Attested;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.FixedRandom;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.testing.CborMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a document proves, and when, where and for whom it does not. */
final class NitroFormatTest {

  @Test
  void anEnclaveOnTheListHoldsTheCountersignKey() {
    assertEquals(
        Outcome.passed(
            new AttestationResult(
                AttesterRole.BACK_END,
                "nitro",
                "command-service",
                new Confirmation.OfKey(COUNTERSIGNER.publicKey()),
                KeyProtection.ENCLAVE,
                NOW.plus(MAXIMUM_AGE))),
        appraiser().appraise(document(), occasion()));
  }

  @Test
  void aTagChangesNothing() {
    var untagged = Cbor.decode(document(), new CborLimits(16_384, 8, 256)).orFault();

    assertTrue(passes(Cbor.encode(new Tagged(18, untagged)), occasion()));
    assertRefused(AttestationRefusal.MALFORMED, Cbor.encode(new Tagged(17, untagged)), occasion());
  }

  @Test
  void everyRequirementIsHeldAgainstADocumentThatComesWithEverything() {
    var appraisal = appraiser().inspect(document(), occasion());

    assertEquals(Optional.empty(), appraisal.refusal());
    for (var finding : appraisal.findings()) {
      assertTrue(finding.verdict() instanceof Verdict.Met, finding::toString);
    }
  }

  @Test
  void resultsEndWithTheCertificatesWhereThoseEndFirst() {
    var long24 =
        new NitroReferences(
            Set.of(SimulatedNitro.ROOT.key()),
            List.of(SimulatedNitro.enclave("e", 0x10, 0x11, 0x12, 0x13, 0x18)),
            Duration.ofHours(24));
    var result =
        new Appraiser<>(new NitroFormat(long24)).appraise(document(), occasion()).orFault();

    // Three hours by the certificate, which knows no fractions of a second.
    assertEquals(Instant.parse("2026-06-01T15:00:00Z"), result.expiresAt());
  }

  @Test
  void countsUntilItsMaximumAgeAndNotAtThatInstant() {
    assertTrue(passes(document(), occasionAt(NOW.plus(MAXIMUM_AGE).minusMillis(1))));
    assertRefused(AttestationRefusal.TOO_OLD, document(), occasionAt(NOW.plus(MAXIMUM_AGE)));
  }

  @Test
  void refusesEachCertificateThatIsRevoked() {
    var references =
        SimulatedNitro.references(SimulatedNitro.enclave("e", 0x10, 0x11, 0x12, 0x13, 0x18));
    var chain =
        new NitroFormat(references).parse(document()).orFault().content().chain().certificates();
    for (var certificate : chain) {
      var revoked =
          new NitroReferences(
              references.roots(), Set.of(certificate.serial()), references.enclaves(), MAXIMUM_AGE);
      assertEquals(
          Outcome.refused(AttestationRefusal.CERTIFICATE_REVOKED),
          new Appraiser<>(new NitroFormat(revoked)).appraise(document(), occasion()));
    }
  }

  @Test
  void mayComeFromAClockThatIsALittleAhead() {
    // The certificate begins three seconds before the document: earlier than that nothing counts.
    assertTrue(passes(document(), occasionAt(NOW.minusSeconds(2))));
    assertRefused(
        AttestationRefusal.CERTIFICATE_EXPIRED, document(), occasionAt(NOW.minusSeconds(10)));
  }

  @Test
  void refusesATimestampThatIsFurtherAheadThanAClockMayBe() {
    var ahead =
        CborMembers.with(
            SimulatedNitro.members(),
            CborItem.text("timestamp"),
            CborItem.uint(NOW.plus(NitroFormat.SKEW).plusSeconds(60).plusMillis(1).toEpochMilli()));

    assertRefused(AttestationRefusal.NOT_YET_VALID, SimulatedNitro.signed(ahead), occasion());
  }

  @Test
  void refusesToBeAnApp() {
    var app =
        new Occasion(AttesterRole.APP, occasion().at(), occasion().challenge(), occasion().keyId());

    assertRefused(AttestationRefusal.WRONG_ROLE, document(), app);
  }

  @Test
  void refusesAnotherNonceThanTheChallengeAndNone() {
    assertRefused(
        AttestationRefusal.WRONG_CHALLENGE,
        document(),
        occasion().challenged(Bytes.utf8("another nonce")));
    assertRefused(
        AttestationRefusal.WRONG_CHALLENGE,
        issue(Optional.of(COUNTERSIGNER.publicKey().encoded()), Optional.empty()),
        occasion());
    assertRefused(
        AttestationRefusal.WRONG_CHALLENGE,
        issue(Optional.of(COUNTERSIGNER.publicKey().encoded()), Optional.of(Bytes.empty())),
        occasion());
  }

  @Test
  void withoutAChallengeTheNonceIsNotLookedAt() {
    var unchallenged =
        Occasion.of(AttesterRole.BACK_END, NOW)
            .forKey(COUNTERSIGNER.publicKey().thumbprint().value());

    assertTrue(passes(document(), unchallenged));
    assertTrue(
        verdict(Requirement.CHALLENGE, document(), unchallenged) instanceof Verdict.NotPerformed);
  }

  @Test
  void namesAKeyAsSubjectPublicKeyInfoOrAsCoseKeyOfEitherKind() {
    for (Algorithm algorithm : Algorithm.values()) {
      var key =
          SoftwareSigner.generate(algorithm, new FixedRandom("countersign " + algorithm))
              .publicKey();
      for (Bytes spelling : List.of(key.encoded(), VerificationKey.of(key).encoded())) {
        var result =
            appraiser()
                .appraise(
                    issue(Optional.of(spelling), Optional.of(NONCE)),
                    occasion().forKey(key.thumbprint().value()));

        assertEquals(
            Outcome.passed(new Confirmation.OfKey(key)),
            result.map(AttestationResult::confirmation));
      }
    }
  }

  @Test
  void refusesADocumentOfAnotherKey() {
    var other = SoftwareSigner.generate(Algorithm.ES256, new FixedRandom("another")).publicKey();

    assertRefused(
        AttestationRefusal.KEY_MISMATCH, document(), occasion().forKey(other.thumbprint().value()));
    assertRefused(AttestationRefusal.KEY_MISMATCH, document(), occasion().forKey(Bytes.empty()));
  }

  @Test
  void refusesADocumentWithoutAKeyForWhoeverAsksForOne() {
    var keyless = issue(Optional.empty(), Optional.of(NONCE));

    assertRefused(AttestationRefusal.NO_CONFIRMATION_KEY, keyless, occasion());
  }

  @Test
  void aDocumentWithoutAKeyIsGenuineForAPersonAndVouchesForNobody() {
    var keyless = issue(Optional.empty(), Optional.of(NONCE));
    var anyKey = Occasion.of(AttesterRole.BACK_END, NOW);

    var result = appraiser().appraise(keyless, anyKey).orFault();

    assertEquals(new Confirmation.OfNoKey(), result.confirmation());
    assertFalse(result.confirmation().names(COUNTERSIGNER.publicKey().thumbprint()));
    assertTrue(verdict(Requirement.CONFIRMATION, keyless, anyKey) instanceof Verdict.NotPerformed);
    assertTrue(verdict(Requirement.KEY, keyless, anyKey) instanceof Verdict.NotPerformed);
  }

  @Test
  void refusesWhatIsNoKeyEvenWhereNobodyAsksForOne() {
    var anyKey = Occasion.of(AttesterRole.BACK_END, NOW);
    var p384 = SoftwareKey.generate(SoftwareKey.Kind.P384, new FixedRandom("p384")).publicKey();
    var trailing = Bytes.concat(COUNTERSIGNER.publicKey().encoded(), Bytes.of((byte) 0));

    for (Bytes noKey : List.of(Bytes.empty(), Bytes.utf8("my super secret key"), trailing)) {
      assertRefused(
          AttestationRefusal.BAD_CONFIRMATION_KEY,
          issue(Optional.of(noKey), Optional.empty()),
          anyKey);
    }
    assertRefused(
        AttestationRefusal.WRONG_KEY_KIND,
        issue(Optional.of(p384.encoded()), Optional.empty()),
        anyKey);
  }

  @Test
  void refusesARootThatThePolicyDoesNotPin() {
    var elsewhere =
        new NitroReferences(
            Set.of(SimulatedNitro.p384().publicKey()),
            List.of(SimulatedNitro.enclave("e", 0x10, 0x11, 0x12, 0x13, 0x18)),
            MAXIMUM_AGE);

    assertEquals(
        Outcome.refused(AttestationRefusal.UNKNOWN_ROOT),
        new Appraiser<>(new NitroFormat(elsewhere)).appraise(document(), occasion()));
  }

  @Test
  void refusesADocumentOfAnyLength() {
    assertRefused(AttestationRefusal.TOO_LARGE, Bytes.of(new byte[16 * 1024 + 1]), occasion());
    for (int size : new int[] {0, 1, 2, 100, document().size() - 1}) {
      assertRefused(AttestationRefusal.MALFORMED, document().slice(0, size), occasion());
    }
    assertRefused(
        AttestationRefusal.MALFORMED, Bytes.concat(document(), Bytes.of((byte) 0)), occasion());
  }

  @Test
  void refusesReferencesThatWouldAdmitAnybody() {
    var zero = SimulatedNitro.registers(0x10, 0x11, 0x12, 0x13, 0);
    var nobody = SimulatedNitro.registers(0x10, 0x11, 0x12, 0x13, 0x18);
    nobody.remove(3);
    nobody.remove(8);
    var noKernel = SimulatedNitro.registers(0x10, 0x11, 0x12, 0x13, 0x18);
    noKernel.remove(1);
    var tooShort = SimulatedNitro.registers(0x10, 0x11, 0x12, 0x13, 0x18);
    tooShort.put(0, Bytes.of(new byte[32]));
    var tooMany = SimulatedNitro.registers(0x10, 0x11, 0x12, 0x13, 0x18);
    tooMany.put(32, SimulatedNitro.register(1));

    for (var registers : List.of(zero, nobody, noKernel, tooShort, tooMany)) {
      assertThrows(
          IllegalArgumentException.class, () -> new EnclaveMeasurements("name", registers));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> SimulatedNitro.enclave("a name", 0x10, 0x11, 0x12, 0x13, 0x18));
    var enclave = SimulatedNitro.enclave("e", 0x10, 0x11, 0x12, 0x13, 0x18);
    var roots = Set.of(SimulatedNitro.ROOT.key());
    assertThrows(
        IllegalArgumentException.class,
        () -> new NitroReferences(Set.of(), List.of(enclave), MAXIMUM_AGE));
    assertThrows(
        IllegalArgumentException.class, () -> new NitroReferences(roots, List.of(), MAXIMUM_AGE));
    for (var age : List.of(Duration.ZERO, Duration.ofHours(25))) {
      assertThrows(
          IllegalArgumentException.class, () -> new NitroReferences(roots, List.of(enclave), age));
    }
  }

  private static Bytes issue(Optional<Bytes> publicKey, Optional<Bytes> nonce) {
    return ISSUER.issue("i-0-enc0", new Attested(measured(), publicKey, nonce), NOW);
  }

  private static Occasion occasionAt(Instant at) {
    return new Occasion(
        AttesterRole.BACK_END,
        at,
        SimulatedNitro.occasion().challenge(),
        SimulatedNitro.occasion().keyId());
  }

  private static boolean passes(Bytes document, Occasion occasion) {
    return appraiser().appraise(document, occasion) instanceof Outcome.Passed;
  }

  private static void assertRefused(AttestationRefusal why, Bytes document, Occasion occasion) {
    assertEquals(Outcome.refused(why), appraiser().appraise(document, occasion));
  }

  private static Verdict verdict(Requirement requirement, Bytes document, Occasion occasion) {
    return appraiser().inspect(document, occasion).findings().stream()
        .filter(finding -> finding.requirement() == requirement)
        .findFirst()
        .orElseThrow()
        .verdict();
  }
}
