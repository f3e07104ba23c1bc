package dev.portcullis.crypto.attest.apple;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.testing.PublicVectors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real phones made, each at its own time. Receipts are for Apple's servers and not for us. */
final class AppAttestVectorsTest {

  private static final Pattern FIELD = Pattern.compile("(\\w+): '?([^'|]+)'?");

  /** One document of a file, as far as a field takes one line. */
  private record Vector(Map<String, String> fields) {

    String text(String name) {
      return Optional.ofNullable(fields.get(name)).orElseThrow();
    }

    Bytes bytes(String name) {
      return Bytes.of(Base64.getDecoder().decode(text(name)));
    }

    Instant time() {
      return Instant.parse(text("timestamp"));
    }

    AppleApp app() {
      return new AppleApp(text("teamIdentifier"), text("bundleIdentifier"));
    }

    Occasion occasion() {
      return Occasion.of(AttesterRole.APP, time())
          .forKey(bytes("keyIdBase64"))
          .challenged(bytes("clientDataBase64"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ios-14.2", "ios-14.3", "ios-14.4-beta-1"})
  void aRealAttestationMeetsEveryRequirement(String file) {
    for (Vector vector : all(file, "attestation")) {
      var appraiser = appraiser(vector, AppAttestEnvironment.DEVELOPMENT);
      var attestation = vector.bytes("attestationBase64");

      var result = appraiser.appraise(attestation, vector.occasion()).orFault();

      assertEquals(vector.app().identifier(), result.subject());
      assertEquals("apple", result.issuer());
      assertEquals(KeyProtection.GENUINE_APP, result.protection());
      for (var finding : appraiser.inspect(attestation, vector.occasion()).findings()) {
        assertTrue(finding.verdict() instanceof Verdict.Met, finding::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ios-14.2", "ios-14.3", "ios-14.4-beta-1"})
  void aPersonMayGiveTheHashOfTheClientData(String file) {
    for (Vector vector : all(file, "attestation")) {
      var attestation = vector.bytes("attestationBase64");
      var hash = vector.bytes("clientDataHashSha256Base64");
      var references = references(vector, AppAttestEnvironment.DEVELOPMENT);
      var occasion = vector.occasion().challenged(hash);

      assertTrue(
          new Appraiser<>(new AppAttestFormat(references, ChallengeForm.CLIENT_DATA_OR_ITS_HASH))
                  .appraise(attestation, occasion)
              instanceof Outcome.Passed);
      assertEquals(
          Outcome.refused(AttestationRefusal.WRONG_CHALLENGE),
          new Appraiser<>(new AppAttestFormat(references, ChallengeForm.CLIENT_DATA))
              .appraise(attestation, occasion));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ios-14.2", "ios-14.3", "ios-14.4-beta-1"})
  void aRealAttestationIsForNothingElse(String file) {
    for (Vector vector : all(file, "attestation")) {
      var development = appraiser(vector, AppAttestEnvironment.DEVELOPMENT);
      var attestation = vector.bytes("attestationBase64");
      var occasion = vector.occasion();

      assertRefused(
          AttestationRefusal.WRONG_ENVIRONMENT,
          appraiser(vector, AppAttestEnvironment.PRODUCTION).appraise(attestation, occasion));
      assertRefused(
          AttestationRefusal.WRONG_CHALLENGE,
          development.appraise(attestation, occasion.challenged(Bytes.utf8("another"))));
      assertRefused(
          AttestationRefusal.KEY_MISMATCH,
          development.appraise(attestation, occasion.forKey(Bytes.of(new byte[32]))));
      for (Duration wait : List.of(Duration.ofDays(4), Duration.ofDays(-4))) {
        var late =
            new Occasion(
                AttesterRole.APP, vector.time().plus(wait), occasion.challenge(), occasion.keyId());
        assertRefused(
            AttestationRefusal.CERTIFICATE_EXPIRED, development.appraise(attestation, late));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ios-14.2", "ios-14.3", "ios-14.4-beta-1"})
  void noBitOfARealAttestationMayChangeButThoseOfItsReceipt(String file) {
    var random = new Random(51);
    var vector = all(file, "attestation").getFirst();
    var appraiser = appraiser(vector, AppAttestEnvironment.DEVELOPMENT);
    var attestation = vector.bytes("attestationBase64");
    int receipt = attestation.hex().indexOf(Bytes.utf8("receipt").hex()) / 2 + 10;
    int behind = attestation.hex().indexOf(Bytes.utf8("authData").hex()) / 2 - 1;
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(attestation.size() - (behind - receipt));
      byte[] changed = attestation.toArray();
      changed[at < receipt ? at : at + behind - receipt] ^= (byte) (1 << random.nextInt(8));

      assertTrue(
          appraiser.appraise(Bytes.of(changed), vector.occasion()) instanceof Outcome.Refused,
          "at " + at);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ios-14.2", "ios-14.3", "ios-14.4-beta-1"})
  void aRealAssertionRaisesTheCounterOfItsKeyAndNoOther(String file) {
    var attestation = all(file, "attestation").getFirst();
    var result =
        appraiser(attestation, AppAttestEnvironment.DEVELOPMENT)
            .appraise(attestation.bytes("attestationBase64"), attestation.occasion())
            .orFault();
    for (Vector vector : all(file, "assertion")) {
      var key = key(result, vector.app(), 0);
      var assertion = vector.bytes("assertionBase64");
      var clientData = vector.bytes("clientDataBase64");

      var risen = AppAttestAssertion.verify(assertion, key, clientData);

      assertEquals(
          Outcome.passed(key(result, vector.app(), Long.parseLong(vector.text("counter")))), risen);
      assertEquals(
          Outcome.refused(AttestationRefusal.COUNTER_NOT_RISEN),
          AppAttestAssertion.verify(assertion, risen.orFault(), clientData));
      assertEquals(
          Outcome.refused(AttestationRefusal.BAD_SIGNATURE),
          AppAttestAssertion.verify(assertion, key, Bytes.utf8("other client data")));
      assertEquals(
          Outcome.refused(AttestationRefusal.BAD_SIGNATURE),
          AppAttestAssertion.verify(
              assertion, new AppAttestKey(SimulatedApple.KEY, key.app(), 0), clientData));
      assertEquals(
          Outcome.refused(AttestationRefusal.NOT_LISTED),
          AppAttestAssertion.verify(
              assertion, new AppAttestKey(key.key(), SimulatedApple.APP.hash(), 0), clientData));
    }
  }

  private static AppAttestKey key(AttestationResult result, AppleApp app, long counter) {
    return new AppAttestKey(
        ((Confirmation.OfKey) result.confirmation()).key(), app.hash(), counter);
  }

  private static void assertRefused(
      AttestationRefusal why, Outcome<AttestationResult, AttestationRefusal> outcome) {
    assertEquals(Outcome.refused(why), outcome);
  }

  private static Appraiser<AppAttestObject> appraiser(
      Vector vector, AppAttestEnvironment environment) {
    return new Appraiser<>(
        new AppAttestFormat(references(vector, environment), ChallengeForm.CLIENT_DATA));
  }

  private static AppAttestReferences references(Vector vector, AppAttestEnvironment environment) {
    return new AppAttestReferences(Set.of(root()), Set.of(vector.app()), Set.of(environment));
  }

  private static List<Vector> all(String file, String type) {
    var vectors = new ArrayList<Vector>();
    var fields = new HashMap<String, String>();
    for (String line : (text(file + ".yaml") + "\n---").split("\n", -1)) {
      var field = FIELD.matcher(line);
      if (line.equals("---")) {
        vectors.add(new Vector(Map.copyOf(fields)));
        fields.clear();
      } else if (field.matches()) {
        fields.put(field.group(1), field.group(2));
      }
    }
    var wanted =
        vectors.stream()
            .filter(vector -> type.equals(vector.fields().get("type")))
            .collect(Collectors.toList());
    assertTrue(!wanted.isEmpty(), "no " + type + " in " + file);
    return wanted;
  }

  private static String text(String name) {
    try {
      return Files.readString(PublicVectors.at("app-attest/" + name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static VerificationKey root() {
    try (var in = new ByteArrayInputStream(Bytes.utf8(text("apple_root.pem")).toArray())) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      return VerificationKey.parse(Bytes.of(certificate.getPublicKey().getEncoded())).orFault();
    } catch (CertificateException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
