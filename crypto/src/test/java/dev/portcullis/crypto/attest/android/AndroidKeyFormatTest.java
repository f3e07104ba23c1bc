package dev.portcullis.crypto.attest.android;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraisal;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.CertificateContent;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an attested key has to be, requirement by requirement. */
final class AndroidKeyFormatTest {

  private static final Bytes VALID = TestPhone.document(TestPhone.description());

  @Test
  void aGenuineKeyIsTheAppsOwn() {
    var result = TestPhone.appraiser().appraise(VALID, TestPhone.occasion()).orFault();
    assertEquals(
        new AttestationResult(
            AttesterRole.APP,
            "android",
            TestPhone.PACKAGE,
            new Confirmation.OfKey(TestPhone.KEY.publicKey()),
            KeyProtection.TRUSTED_ENVIRONMENT,
            TestPhone.END),
        result);
  }

  @Test
  void inspectionNamesEveryRequirementOnce() {
    var appraisal = TestPhone.appraiser().inspect(VALID, TestPhone.occasion());
    var requirements = appraisal.findings().stream().map(each -> each.requirement()).toList();
    assertEquals(requirements.size(), Set.copyOf(requirements).size());
    assertEquals(21, requirements.size());
    assertTrue(appraisal.result().isPresent());
    assertTrue(
        appraisal.findings().stream().allMatch(each -> each.verdict() instanceof Verdict.Met));
  }

  @Test
  void saysWhatWasNotAskedFor() {
    var appraisal =
        TestPhone.appraiser().inspect(VALID, Occasion.of(AttesterRole.APP, TestPhone.AT));
    assertEquals(
        List.of(new Verdict.NotPerformed("--challenge")),
        verdicts(appraisal, Requirement.CHALLENGE));
    assertEquals(
        List.of(new Verdict.NotPerformed("--key-id")), verdicts(appraisal, Requirement.KEY));
  }

  @Test
  void aPhonesKeyNeverSpeaksForABackEnd() {
    var occasion = TestPhone.occasion();
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_ROLE),
        TestPhone.appraiser()
            .appraise(
                VALID,
                new Occasion(
                    AttesterRole.BACK_END, occasion.at(), occasion.challenge(), occasion.keyId())));
  }

  @Test
  void refusesAnotherChallengeAndAnotherKey() {
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_CHALLENGE),
        TestPhone.appraiser()
            .appraise(VALID, TestPhone.occasion().challenged(Bytes.utf8("another"))));
    assertEquals(
        Outcome.refused(AttestationRefusal.KEY_MISMATCH),
        TestPhone.appraiser()
            .appraise(VALID, TestPhone.occasion().forKey(Digest.of(Bytes.empty()).value())));
  }

  /**
   * An app has the hardware sign a certificate for a key of its own making, with any description,
   * by its attested key: the genuine leaf then stands above the made-up one.
   */
  @Test
  void refusesADescriptionThatAnAttestedKeySigned() {
    var stolen = TestPhone.signer("a key that the app's author keeps");
    var attested = TestPhone.leaf(TestPhone.extension(TestPhone.description().encoded()));
    var forged =
        new CertificateContent(
            attested.subject(),
            "CN=Android Keystore Key",
            VerificationKey.of(stolen.publicKey()),
            BigInteger.ONE,
            attested.notBefore(),
            attested.notAfter(),
            attested.extensions());
    var document =
        AndroidKeyFormat.document(
            List.of(
                forged.signedBy(TestPhone.KEY),
                attested.signedBy(TestPhone.ATTESTER),
                TestPhone.attester().signedBy(TestPhone.ROOT),
                TestPhone.root().signedBy(TestPhone.ROOT)));
    var appraisal =
        TestPhone.appraiser().inspect(document, Occasion.of(AttesterRole.APP, TestPhone.AT));
    assertEquals(
        List.of(AttestationRefusal.NO_KEY_DESCRIPTION),
        failures(appraisal, Requirement.KEY_DESCRIPTION));
    // Even apart from that: only the attestation keys of factories may issue without the right to.
    assertEquals(List.of(AttestationRefusal.BAD_CHAIN), failures(appraisal, Requirement.CHAIN));
  }

  @Test
  void refusesARootOfSomebodyElse() {
    var stranger = TestPhone.signer("somebody else's root");
    var leaf = TestPhone.leaf(TestPhone.extension(TestPhone.description().encoded()));
    var document =
        AndroidKeyFormat.document(
            List.of(
                leaf.signedBy(TestPhone.ATTESTER),
                TestPhone.attester().signedBy(stranger),
                new CertificateContent(
                        TestPhone.ROOT_NAME,
                        TestPhone.ROOT_NAME,
                        VerificationKey.of(stranger.publicKey()),
                        BigInteger.TEN,
                        TestPhone.BEGIN,
                        TestPhone.END,
                        TestPhone.authority())
                    .signedBy(stranger)));
    assertEquals(
        Outcome.refused(AttestationRefusal.UNKNOWN_ROOT),
        TestPhone.appraiser().appraise(document, TestPhone.occasion()));
  }

  @Test
  void refusesARevokedCertificate() {
    assertEquals(
        Outcome.refused(AttestationRefusal.CERTIFICATE_REVOKED),
        new TestPolicy()
            .revoked(TestPhone.ATTESTER_SERIAL)
            .appraiser()
            .appraise(VALID, TestPhone.occasion()));
  }

  @Test
  void refusesACertificateBeforeAndAfterItsTime() {
    for (var at : List.of(TestPhone.BEGIN.minusSeconds(1), TestPhone.END.plusSeconds(1))) {
      assertEquals(
          Outcome.refused(AttestationRefusal.CERTIFICATE_EXPIRED),
          TestPhone.appraiser().appraise(VALID, Occasion.of(AttesterRole.APP, at)));
    }
  }

  @Test
  void refusesAKeyThatCommandsAreNotSignedWith() {
    var edwards = SoftwareSigner.generate(Algorithm.EDDSA, new SecureRandom());
    var leaf = TestPhone.leaf(TestPhone.extension(TestPhone.description().encoded()));
    var document =
        TestPhone.chain(
            new CertificateContent(
                    leaf.issuer(),
                    leaf.subject(),
                    VerificationKey.of(edwards.publicKey()),
                    leaf.serial(),
                    leaf.notBefore(),
                    leaf.notAfter(),
                    leaf.extensions())
                .signedBy(TestPhone.ATTESTER));
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_KEY_KIND),
        TestPhone.appraiser().appraise(document, Occasion.of(AttesterRole.APP, TestPhone.AT)));
  }

  @Test
  void refusesADocumentThatIsTooLarge() {
    assertEquals(
        Outcome.refused(AttestationRefusal.TOO_LARGE),
        TestPhone.appraiser()
            .appraise(Bytes.of(new byte[ChainDocument.MAX_SIZE + 1]), TestPhone.occasion()));
    assertEquals(
        Outcome.refused(AttestationRefusal.TOO_LARGE),
        TestPhone.appraiser()
            .appraise(
                AndroidKeyFormat.document(List.of(Bytes.of(new byte[8193]))),
                TestPhone.occasion()));
  }

  @Test
  void aPolicyIsOfThisWorld() {
    var known = new TestPolicy().references().apps().getFirst();
    for (var wrong :
        List.of(
            new TestPolicy().protections(KeyProtection.ENCLAVE),
            new TestPolicy().protections(),
            new TestPolicy().roots(Set.of()),
            new TestPolicy().apps(List.of()),
            new TestPolicy().apps(List.of(known, known)))) {
      assertThrows(IllegalArgumentException.class, wrong::references);
    }
    var signers = known.signers();
    assertThrows(IllegalArgumentException.class, () -> new AndroidApp("a b", signers, 0));
    assertThrows(IllegalArgumentException.class, () -> new AndroidApp("", signers, 0));
    assertThrows(IllegalArgumentException.class, () -> new AndroidApp("a.b", Set.of(), 0));
    assertThrows(IllegalArgumentException.class, () -> new AndroidApp("a.b", signers, -1));
  }

  private static List<AttestationRefusal> failures(Appraisal appraisal, Requirement requirement) {
    return verdicts(appraisal, requirement).stream()
        .flatMap(verdict ->
            verdict instanceof Verdict.Failed(var why, var _) ? Stream.of(why) : Stream.empty())
        .toList();
  }

  private static List<Verdict> verdicts(Appraisal appraisal, Requirement requirement) {
    return appraisal.findings().stream()
        .filter(finding -> finding.requirement() == requirement)
        .map(finding -> finding.verdict())
        .toList();
  }
}
