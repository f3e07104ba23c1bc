package dev.portcullis.crypto.attest.apple;

import static dev.portcullis.crypto.attest.apple.SimulatedApple.APP;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.CLIENT_DATA;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.ISSUER;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.KEY;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.NOW;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.appraiser;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.attested;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.certified;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.object;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.occasion;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
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
import dev.portcullis.crypto.attest.apple.AppAttestIssuer.Attested;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.testing.CborMembers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an attestation object proves, and for whom, for what and when it does not. */
final class AppAttestFormatTest {

  @Test
  void aListedAppHoldsTheAttestedKey() {
    assertEquals(
        Outcome.passed(
            new AttestationResult(
                AttesterRole.APP,
                "apple",
                "ABCDE12345.com.example.car",
                new Confirmation.OfKey(KEY),
                KeyProtection.GENUINE_APP,
                NOW.plus(Duration.ofDays(2)))),
        appraiser().appraise(object(), occasion()));
  }

  @Test
  void everyRequirementIsHeldAgainstAnObjectThatComesWithEverything() {
    var appraisal = appraiser().inspect(object(), occasion());

    assertEquals(Optional.empty(), appraisal.refusal());
    for (var finding : appraisal.findings()) {
      assertTrue(finding.verdict() instanceof Verdict.Met, finding::toString);
    }
  }

  @Test
  void withoutAChallengeAPersonIsToldThatNothingIsBoundToTheCertificate() {
    var unchallenged = Occasion.of(AttesterRole.APP, NOW);

    assertEquals(
        new Verdict.NotPerformed("--challenge; nothing else says which app this is"),
        verdict(Requirement.CHALLENGE, object(), unchallenged));
    assertEquals(
        new Verdict.NotPerformed("--key-id"), verdict(Requirement.KEY, object(), unchallenged));
  }

  @Test
  void enrolmentTakesClientDataAndNothingElse() {
    var hash = Digest.of(CLIENT_DATA).value();

    assertRefused(AttestationRefusal.WRONG_CHALLENGE, object(), occasion().challenged(hash));
    assertRefused(
        AttestationRefusal.WRONG_CHALLENGE,
        object(),
        occasion().challenged(CLIENT_DATA.slice(0, 63)));
  }

  @Test
  void aPersonMayGiveWhatTheAppHandedOver() {
    var lenient = appraiser(ChallengeForm.CLIENT_DATA_OR_ITS_HASH);
    for (Bytes challenge : List.of(CLIENT_DATA, Digest.of(CLIENT_DATA).value())) {
      assertTrue(
          lenient.appraise(object(), occasion().challenged(challenge)) instanceof Outcome.Passed);
    }
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_CHALLENGE),
        lenient.appraise(object(), occasion().challenged(Bytes.utf8("another"))));
  }

  @Test
  void refusesToBeABackEnd() {
    var backEnd =
        new Occasion(AttesterRole.BACK_END, NOW, occasion().challenge(), occasion().keyId());

    assertRefused(AttestationRefusal.WRONG_ROLE, object(), backEnd);
  }

  @Test
  void refusesAnotherKeyThanTheOneAskedFor() {
    assertRefused(
        AttestationRefusal.KEY_MISMATCH, object(), occasion().forKey(KEY.thumbprint().value()));
    assertRefused(AttestationRefusal.KEY_MISMATCH, object(), occasion().forKey(Bytes.empty()));
  }

  @Test
  void refusesAnAppThatThePolicyDoesNotList() {
    for (var other :
        List.of(
            new AppleApp("ABCDE12345", "com.example.cars"),
            new AppleApp("ZBCDE12345", "com.example.car"))) {
      assertRefused(
          AttestationRefusal.NOT_LISTED,
          ISSUER.attest(
              new Attested(KEY, other, AppAttestEnvironment.PRODUCTION), CLIENT_DATA, NOW),
          occasion());
    }
  }

  @Test
  void takesOnlyTheEnvironmentsOfThePolicy() {
    var development =
        ISSUER.attest(new Attested(KEY, APP, AppAttestEnvironment.DEVELOPMENT), CLIENT_DATA, NOW);
    var both =
        new AppAttestReferences(
            Set.of(SimulatedApple.ROOT.key()), Set.of(APP), Set.of(AppAttestEnvironment.values()));

    assertRefused(AttestationRefusal.WRONG_ENVIRONMENT, development, occasion());
    assertTrue(
        new Appraiser<>(new AppAttestFormat(both, ChallengeForm.CLIENT_DATA))
                .appraise(development, occasion())
            instanceof Outcome.Passed);
  }

  @Test
  void refusesARootThatThePolicyDoesNotPin() {
    var elsewhere =
        new AppAttestReferences(
            Set.of(SimulatedApple.p384().publicKey()),
            Set.of(APP),
            Set.of(AppAttestEnvironment.PRODUCTION));

    assertEquals(
        Outcome.refused(AttestationRefusal.UNKNOWN_ROOT),
        new Appraiser<>(new AppAttestFormat(elsewhere, ChallengeForm.CLIENT_DATA))
            .appraise(object(), occasion()));
  }

  @Test
  void refusesEachCertificateThatIsRevoked() {
    for (var certificate : AppAttestObject.parse(object()).orFault().chain().certificates()) {
      var revoked =
          new AppAttestReferences(
              Set.of(SimulatedApple.ROOT.key()),
              Set.of(certificate.serial()),
              Set.of(APP),
              Set.of(AppAttestEnvironment.PRODUCTION));
      assertEquals(
          Outcome.refused(AttestationRefusal.CERTIFICATE_REVOKED),
          new Appraiser<>(new AppAttestFormat(revoked, ChallengeForm.CLIENT_DATA))
              .appraise(object(), occasion()));
    }
  }

  @Test
  void refusesCertificatesOutsideTheirTime() {
    for (var at : List.of(NOW.minus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(3)))) {
      assertRefused(
          AttestationRefusal.CERTIFICATE_EXPIRED,
          object(),
          new Occasion(AttesterRole.APP, at, occasion().challenge(), occasion().keyId()));
    }
  }

  @Test
  void takesAKeyWhoseCoordinatesLackTheirLeadingZeros() {
    PublicKey key = KEY;
    while (key.x().at(0) != 0) {
      key = SimulatedApple.p256().publicKey().cose().orElseThrow();
    }
    var x = CborItem.integer(-2);
    var whole = AppAttestIssuer.coseKey(key);
    var stripped = CborMembers.with(whole, x, CborItem.bytes(key.x().slice(1, 32)));
    var attested = new Attested(key, APP, AppAttestEnvironment.PRODUCTION);
    var data = AppAttestIssuer.authenticatorData(attested);
    var shortened =
        Bytes.concat(data.slice(0, data.size() - Cbor.encode(whole).size()), Cbor.encode(stripped));
    var nonce = Digest.of(Bytes.concat(shortened, Digest.of(CLIENT_DATA).value()));

    var result =
        appraiser()
            .appraise(
                Cbor.encode(AppAttestIssuer.members(ISSUER.chain(key, nonce, NOW), shortened)),
                occasion().forKey(AppAttestKey.identifier(key)));

    assertEquals(
        Outcome.passed(new Confirmation.OfKey(key)), result.map(AttestationResult::confirmation));
  }

  @Test
  void takesExtensionsWhetherTheirFlagIsSetOrNot() {
    var extensions =
        Cbor.encode(
            new CborMap(
                List.of(
                    new CborMap.Entry(
                        CborItem.text("apple_bundle_version_01"), CborItem.text("1")))));
    for (int flags : new int[] {0x40, 0xc0}) {
      byte[] data = AppAttestIssuer.authenticatorData(attested()).toArray();
      data[32] = (byte) flags;

      assertTrue(
          appraiser().appraise(certified(Bytes.concat(Bytes.of(data), extensions)), occasion())
              instanceof Outcome.Passed);
    }
  }

  @Test
  void refusesAnObjectOfAnyLength() {
    assertRefused(AttestationRefusal.TOO_LARGE, Bytes.of(new byte[16 * 1024 + 1]), occasion());
    for (int size : new int[] {0, 1, 2, 100, object().size() - 1}) {
      assertRefused(AttestationRefusal.MALFORMED, object().slice(0, size), occasion());
    }
    assertRefused(
        AttestationRefusal.MALFORMED, Bytes.concat(object(), Bytes.of((byte) 0)), occasion());
  }

  @Test
  void refusesReferencesThatAdmitNobodyOrNoApp() {
    var root = Set.of(SimulatedApple.ROOT.key());
    var environments = Set.of(AppAttestEnvironment.PRODUCTION);
    assertThrows(
        IllegalArgumentException.class,
        () -> new AppAttestReferences(Set.of(), Set.of(APP), environments));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AppAttestReferences(root, Set.of(), environments));
    assertThrows(
        IllegalArgumentException.class, () -> new AppAttestReferences(root, Set.of(APP), Set.of()));
    for (String team : List.of("", "ABCDE1234", "ABCDE.2345", "abcde12345")) {
      assertThrows(IllegalArgumentException.class, () -> new AppleApp(team, "com.example"));
    }
    for (String bundle : List.of("", "com example", "com.exämple", "c".repeat(156))) {
      assertThrows(IllegalArgumentException.class, () -> new AppleApp("ABCDE12345", bundle));
    }
  }

  private static void assertRefused(AttestationRefusal why, Bytes object, Occasion occasion) {
    assertEquals(Outcome.refused(why), appraiser().appraise(object, occasion));
  }

  private static Verdict verdict(Requirement requirement, Bytes object, Occasion occasion) {
    return appraiser().inspect(object, occasion).findings().stream()
        .filter(finding -> finding.requirement() == requirement)
        .findFirst()
        .orElseThrow()
        .verdict();
  }
}
