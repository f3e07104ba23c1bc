package dev.portcullis.crypto.attest.android;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Finding;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.testing.PublicVectors;
import dev.portcullis.crypto.x509.ChainCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The chains that Google publishes for its own verifier, each with our verdict. */
final class AndroidKeyVectorsTest {

  private static final String FOLDER = "android-key-attestation/";

  private static final Bytes CHALLENGE = Bytes.utf8("challenge");
  private static final Bytes COLLECTOR_SIGNER =
      Bytes.fromHex("103938ee4537e59e8ee792f654504fb8346fc6b346d0bbc4415fc339fcfc8ec1");
  private static final Bytes VENDING_SIGNER =
      Bytes.fromHex("f0fd6c5b410f25cb25c3b53346c8972fae30f8ee7411df910480ad6b2d60db83");

  private static final List<AndroidApp> APPS =
      List.of(
          app(
              "com.google.wireless.android.security.attestationverifier.collector",
              COLLECTOR_SIGNER),
          app("com.google.android.attestation", COLLECTOR_SIGNER),
          app("com.android.vending", VENDING_SIGNER));

  static Stream<Arguments> refused() {
    return Stream.of(
        // Genuine, but the owner unlocked the bootloader.
        Arguments.of(
            "akita/sdk34/TEE_EC_NONE",
            "2024-10-01T00:00:00Z",
            Set.of(AttestationRefusal.DEVICE_UNLOCKED, AttestationRefusal.BOOT_NOT_VERIFIED)),
        Arguments.of(
            "akita/sdk34/TEE_RSA_NONE_USERAUTH",
            "2024-10-01T00:00:00Z",
            Set.of(
                AttestationRefusal.WRONG_KEY_KIND,
                AttestationRefusal.DEVICE_UNLOCKED,
                AttestationRefusal.BOOT_NOT_VERIFIED)),
        Arguments.of(
            "akita/sdk34/SB_RSA_NONE",
            "2024-10-01T00:00:00Z",
            Set.of(
                AttestationRefusal.WRONG_KEY_KIND,
                AttestationRefusal.DEVICE_UNLOCKED,
                AttestationRefusal.BOOT_NOT_VERIFIED)),
        // After the end of the root's certificate, whose key is still the root.
        Arguments.of(
            "blueline/sdk28/TEE_EC_NONE",
            "2027-01-01T00:00:00Z",
            Set.of(AttestationRefusal.DEVICE_UNLOCKED, AttestationRefusal.BOOT_NOT_VERIFIED)),
        Arguments.of(
            "blueline/sdk28/SB_RSA_NONE_USERAUTH",
            "2027-01-01T00:00:00Z",
            Set.of(
                AttestationRefusal.WRONG_KEY_KIND,
                AttestationRefusal.DEVICE_UNLOCKED,
                AttestationRefusal.BOOT_NOT_VERIFIED)),
        // Attested in software, under a key that everybody knows.
        Arguments.of(
            "marlin/sdk29/TEE_EC_NONE",
            "2020-01-01T00:00:00Z",
            Set.of(
                AttestationRefusal.UNKNOWN_ROOT,
                AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL,
                AttestationRefusal.DEVICE_UNLOCKED,
                AttestationRefusal.BOOT_NOT_VERIFIED)));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String vector, String at, Set<AttestationRefusal> why) throws IOException {
    var occasion = Occasion.of(AttesterRole.APP, Instant.parse(at)).challenged(CHALLENGE);
    assertEquals(why, failures(vector, occasion));
    assertTrue(
        appraiser(UserAuthentication.NOT_REQUIRED).appraise(document(vector), occasion)
                instanceof Outcome.Refused<AttestationResult, AttestationRefusal>(var first)
            && why.contains(first));
  }

  @Test
  void refusesTagsOutOfOrder() throws IOException {
    var vector = "invalid/tags_not_in_ascending_order";
    var occasion = Occasion.of(AttesterRole.APP, Instant.parse("2024-10-01T00:00:00Z"));
    assertEquals(
        Outcome.refused(AttestationRefusal.BAD_KEY_DESCRIPTION),
        appraiser(UserAuthentication.NOT_REQUIRED).appraise(document(vector), occasion));
    // Whoever moved the tags could not sign it again.
    assertEquals(
        Set.of(AttestationRefusal.BAD_KEY_DESCRIPTION, AttestationRefusal.BAD_CHAIN),
        failures(vector, occasion));
  }

  @Test
  void acceptsALockedPixelWithAStrongboxKey() throws IOException {
    var vector = "caiman/sdk36/SB_EC_RKP";
    var key = leafKey(vector);
    var occasion =
        Occasion.of(AttesterRole.APP, Instant.parse("2025-09-30T00:00:00Z"))
            .challenged(Bytes.utf8("7ccac1ea-4845-482e-858d-f6fa9aa8c295"))
            .forKey(key.cose().orElseThrow().thumbprint().value());
    var result = accepted(vector, occasion);
    assertEquals("com.google.android.attestation", result.subject());
    assertEquals("android", result.issuer());
    assertEquals(KeyProtection.STRONG_BOX, result.protection());
    assertTrue(result.confirmation().names(key.cose().orElseThrow().thumbprint()));
    // The certificate that Google issued to the phone for a week and a half ends first.
    assertEquals(Instant.parse("2025-10-03T15:30:45Z"), result.expiresAt());
  }

  @Test
  void acceptsALockedPhoneWhoseAttestationKeyIsOfAFactory() throws IOException {
    var occasion = Occasion.of(AttesterRole.APP, Instant.parse("2026-05-01T00:00:00Z"));
    var result = accepted("sony-xperia10-iii/sdk33/TEE_EC", occasion);
    assertEquals("com.android.vending", result.subject());
    assertEquals(KeyProtection.TRUSTED_ENVIRONMENT, result.protection());
    assertEquals(Instant.parse("2026-05-24T17:01:51Z"), result.expiresAt());
  }

  @Test
  void refusesThemWhereTheUserMustAgree() throws IOException {
    var occasion = Occasion.of(AttesterRole.APP, Instant.parse("2025-09-30T00:00:00Z"));
    for (var required :
        EnumSet.of(UserAuthentication.REQUIRED, UserAuthentication.REQUIRED_FOR_EACH_USE)) {
      assertEquals(
          Outcome.refused(AttestationRefusal.NO_USER_AUTHENTICATION),
          appraiser(required).appraise(document("caiman/sdk36/SB_EC_RKP"), occasion));
    }
  }

  @Test
  void refusesThemOnceACertificateRanOut() throws IOException {
    var vector = "sony-xperia10-iii/sdk33/TEE_EC";
    // When the key was made, its factory's certificate had run out a fortnight before.
    var occasion = Occasion.of(AttesterRole.APP, Instant.parse("2026-06-04T15:00:00Z"));
    assertEquals(Set.of(AttestationRefusal.CERTIFICATE_EXPIRED), failures(vector, occasion));
  }

  @ParameterizedTest
  @MethodSource("described")
  void readsWhatTheJsonBesideTheChainSays(String vector) throws IOException {
    var description =
        format(UserAuthentication.NOT_REQUIRED)
            .parse(document(vector))
            .orFault()
            .description()
            .orFault();
    var expected = KeyDescriptionJson.encoded(PublicVectors.json(FOLDER + vector + ".json"));
    assertEquals(expected.hex(), description.encoded().hex());
  }

  static List<String> described() throws IOException {
    Path folder = PublicVectors.at(FOLDER);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.endsWith(".json") && !name.equals("roots.json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    }
  }

  private static AttestationResult accepted(String vector, Occasion occasion) throws IOException {
    assertEquals(Set.of(), failures(vector, occasion));
    return appraiser(UserAuthentication.NOT_REQUIRED)
        .appraise(document(vector), occasion)
        .orFault();
  }

  private static Set<AttestationRefusal> failures(String vector, Occasion occasion)
      throws IOException {
    var failures = new HashSet<AttestationRefusal>();
    var appraisal = appraiser(UserAuthentication.NOT_REQUIRED).inspect(document(vector), occasion);
    for (Finding finding : appraisal.findings()) {
      if (finding.verdict() instanceof Failed(var why, var _)) {
        failures.add(why);
      }
    }
    return failures;
  }

  private static Appraiser<AndroidKeyEvidence> appraiser(UserAuthentication authentication) {
    return new Appraiser<>(format(authentication));
  }

  private static AndroidKeyFormat format(UserAuthentication authentication) {
    var google = references(googleRoots());
    return new AndroidKeyFormat(
        new AndroidReferences(
            google.roots(),
            google.revoked(),
            google.protections(),
            authentication,
            google.apps(),
            google.patchFloors()));
  }

  private static AndroidReferences references(Set<VerificationKey> roots) {
    return new AndroidReferences(
        roots,
        Set.of(),
        Set.of(KeyProtection.TRUSTED_ENVIRONMENT, KeyProtection.STRONG_BOX),
        UserAuthentication.NOT_REQUIRED,
        APPS,
        PatchFloors.NONE);
  }

  private static Set<VerificationKey> googleRoots() {
    var roots = new HashSet<VerificationKey>();
    for (JsonNode pem : PublicVectors.json(FOLDER + "roots.json")) {
      var der = ChainDocument.parse(Bytes.utf8(pem.asText())).orFault().getFirst();
      roots.add(ChainCertificate.parse(der).orFault().key());
    }
    return roots;
  }

  private static VerificationKey leafKey(String vector) throws IOException {
    var certificates = new ArrayList<>(ChainDocument.parse(document(vector)).orFault());
    return ChainCertificate.parse(certificates.getFirst()).orFault().key();
  }

  private static Bytes document(String vector) throws IOException {
    return Bytes.of(Files.readAllBytes(PublicVectors.at(FOLDER + vector + ".pem")));
  }

  private static AndroidApp app(String name, Bytes signer) {
    return new AndroidApp(name, Set.of(new Digest(signer)), 0);
  }
}
