package dev.portcullis.agent.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.agent.grant.EvidenceAppraiser.Appraised;
import dev.portcullis.agent.policy.Attestation;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.android.AndroidApp;
import dev.portcullis.crypto.attest.android.AndroidKeyFormat;
import dev.portcullis.crypto.attest.android.AndroidKeyMaker;
import dev.portcullis.crypto.attest.android.AndroidPackage;
import dev.portcullis.crypto.attest.android.AndroidReferences;
import dev.portcullis.crypto.attest.android.AttestedPhone;
import dev.portcullis.crypto.attest.android.PatchFloors;
import dev.portcullis.crypto.attest.android.SecurityLevel;
import dev.portcullis.crypto.attest.android.UserAuthentication;
import dev.portcullis.crypto.attest.apple.AppAttestEnvironment;
import dev.portcullis.crypto.attest.apple.AppAttestFormat;
import dev.portcullis.crypto.attest.apple.AppAttestIssuer;
import dev.portcullis.crypto.attest.apple.AppAttestKey;
import dev.portcullis.crypto.attest.apple.AppAttestReferences;
import dev.portcullis.crypto.attest.apple.AppleApp;
import dev.portcullis.crypto.attest.token.TokenIssuers;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.EnrolmentContext;
import dev.portcullis.crypto.message.Evidence;
import dev.portcullis.crypto.message.KeyEnrolment;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.crypto.message.WindowNonce;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.x509.SoftwareAuthority;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ties a platform's evidence to one enrolment: the window, the vehicle, and the key. */
class PlatformEvidenceTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String PACKAGE = "com.example.carkey";
  private static final Digest APP_SIGNER = Digest.of(Bytes.utf8("the app's certificate"));
  private static final AppleApp APPLE_APP = new AppleApp("ABCDE12345", "com.example.carkey");

  private final VehicleId vehicle = VehicleId.random(RANDOM);
  private final SoftwareSigner receiptKey = newKey();
  private final SoftwareSigner phone = newKey();
  private final EnrolmentContext window = newWindow();
  private final AndroidKeyMaker android =
      AndroidKeyMaker.of(
          newKey(),
          newKey(),
          SecurityLevel.STRONG_BOX,
          NOW.minus(Duration.ofDays(1)),
          NOW.plus(Duration.ofDays(1)),
          RANDOM);
  private final SoftwareAuthority apple =
      SoftwareAuthority.root(
          "App Attest root",
          SoftwareKey.generate(SoftwareKey.Kind.P384, RANDOM),
          NOW.minus(Duration.ofDays(9)),
          NOW.plus(Duration.ofDays(9)));
  private final PlatformEvidence appraiser = new PlatformEvidence();

  @Test
  void acceptsAnAndroidPhoneThatMadeTheKeyForThisWindow() {
    assertEquals(
        Outcome.passed(new Appraised(KeyProtection.STRONG_BOX, PACKAGE)),
        appraise(window, phone, ofAndroid(window, phone)));
  }

  @Test
  void refusesAndroidEvidenceOfAnotherWindow() {
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_CHALLENGE),
        appraise(window, phone, ofAndroid(newWindow(), phone)));
  }

  @Test
  void refusesAndroidEvidenceAboutAnotherKey() {
    assertEquals(
        Outcome.refused(AttestationRefusal.KEY_MISMATCH),
        appraise(window, phone, ofAndroid(window, newKey())));
  }

  @Test
  void refusesACertificateThatADocumentOfTheManufacturerRevoked() {
    var evidence = ofAndroid(window, phone);
    assertEquals(
        Outcome.refused(AttestationRefusal.CERTIFICATE_REVOKED),
        appraiser.appraise(
            policy().without(_ -> false, Set.of(BigInteger.ONE)),
            enrolment(window, phone, evidence),
            evidence,
            NOW));
  }

  @Test
  void acceptsAnAppleAppThatNamedTheKeyForThisWindow() {
    assertEquals(
        Outcome.passed(new Appraised(KeyProtection.GENUINE_APP, APPLE_APP.identifier())),
        appraise(window, phone, ofApple(window, phone)));
  }

  @Test
  void refusesAppleEvidenceThatNamedAnotherKey() {
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_CHALLENGE),
        appraise(window, phone, ofApple(window, newKey())));
  }

  @Test
  void refusesAppleEvidenceOfAnotherWindow() {
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_CHALLENGE),
        appraise(window, phone, ofApple(newWindow(), phone)));
  }

  @Test
  void refusesAppleEvidenceThatDoesNotSayWhichKeyOfTheAppItIs() {
    var evidence = ofApple(window, phone);
    var nameless = new Evidence(evidence.format(), evidence.document(), Optional.empty());
    assertEquals(
        Outcome.refused(AttestationRefusal.KEY_MISMATCH), appraise(window, phone, nameless));
  }

  @Test
  void refusesAPlatformThatThePolicyDoesNotKnow() {
    var nobodys = new Attestation(noTokens(), Optional.empty(), Optional.empty(), Optional.empty());
    var evidence = ofAndroid(window, phone);
    assertEquals(
        Outcome.refused(AttestationRefusal.UNKNOWN_FORMAT),
        appraiser.appraise(nobodys, enrolment(window, phone, evidence), evidence, NOW));
  }

  private Outcome<Appraised, AttestationRefusal> appraise(
      EnrolmentContext context, SoftwareSigner key, Evidence evidence) {
    return appraiser.appraise(policy(), enrolment(context, key, evidence), evidence, NOW);
  }

  private KeyEnrolment enrolment(EnrolmentContext context, SoftwareSigner key, Evidence evidence) {
    return new KeyEnrolment(vehicle, context, key.publicKey(), Optional.of(evidence));
  }

  private Evidence ofAndroid(EnrolmentContext context, SoftwareSigner key) {
    var description =
        new AttestedPhone(
                SecurityLevel.STRONG_BOX,
                new AndroidPackage(PACKAGE, 3),
                APP_SIGNER,
                LocalDate.of(2026, 11, 1),
                UserAuthentication.REQUIRED)
            .describe(context.challenge(), NOW);
    return new Evidence(
        AndroidKeyFormat.NAME, android.attest(key.publicKey(), description), Optional.empty());
  }

  private Evidence ofApple(EnrolmentContext context, SoftwareSigner key) {
    var appKey = newKey().publicKey();
    var attested = new AppAttestIssuer.Attested(appKey, APPLE_APP, AppAttestEnvironment.PRODUCTION);
    var document =
        new AppAttestIssuer(apple).attest(attested, context.clientData(key.publicKey()), NOW);
    return new Evidence(
        AppAttestFormat.NAME, document, Optional.of(new Digest(AppAttestKey.identifier(appKey))));
  }

  private Attestation policy() {
    return new Attestation(
        noTokens(),
        Optional.empty(),
        Optional.of(
            new AndroidReferences(
                Set.of(android.root()),
                Set.of(),
                Set.of(KeyProtection.TRUSTED_ENVIRONMENT, KeyProtection.STRONG_BOX),
                UserAuthentication.REQUIRED,
                List.of(new AndroidApp(PACKAGE, Set.of(APP_SIGNER), 1)),
                PatchFloors.NONE)),
        Optional.of(
            new AppAttestReferences(
                Set.of(apple.key()), Set.of(APPLE_APP), Set.of(AppAttestEnvironment.PRODUCTION))));
  }

  private static TokenIssuers noTokens() {
    return TokenIssuers.of(List.of()).orFault();
  }

  private EnrolmentContext newWindow() {
    return EnrolmentContext.of(WindowNonce.random(RANDOM), vehicle, receiptKey.publicKey());
  }

  private static SoftwareSigner newKey() {
    return SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  }
}
