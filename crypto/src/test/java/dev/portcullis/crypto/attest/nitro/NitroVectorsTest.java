package dev.portcullis.crypto.attest.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Real documents, at a time at which they held. */
final class NitroVectorsTest {

  private static final Instant GENUINE = Instant.parse("2022-10-13T08:58:02.136Z");
  private static final Instant DEBUG = Instant.parse("2022-10-12T13:50:06.081Z");

  @Test
  void theGenuineDocumentIsThatOfItsEnclave() {
    var result = appraiser().appraise(genuine(), at(GENUINE.plusSeconds(60))).orFault();

    assertEquals("genuine", result.subject());
    assertEquals(GENUINE.plus(Duration.ofHours(1)), result.expiresAt());
    // Its public_key is null: it vouches for no countersign key.
    assertEquals(new Confirmation.OfNoKey(), result.confirmation());
  }

  @Test
  void theGenuineDocumentIsNoAttestationForACommand() {
    var gate = at(GENUINE.plusSeconds(60)).forKey(Bytes.of(new byte[32]));

    assertRefused(AttestationRefusal.NO_CONFIRMATION_KEY, genuine(), gate);
  }

  @Test
  void theGenuineDocumentAnswersItsNonceAndNoOther() {
    var nonce = NitroDocument.parse(genuine()).orFault().content().nonce().orElseThrow();

    assertEquals(256, nonce.size());
    assertTrue(
        appraiser().appraise(genuine(), at(GENUINE).challenged(nonce)) instanceof Outcome.Passed);
    assertRefused(
        AttestationRefusal.WRONG_CHALLENGE, genuine(), at(GENUINE).challenged(nonce.slice(0, 255)));
  }

  @Test
  void theGenuineDocumentHasItsTime() {
    assertRefused(AttestationRefusal.TOO_OLD, genuine(), at(GENUINE.plus(Duration.ofHours(1))));
    assertRefused(
        AttestationRefusal.CERTIFICATE_EXPIRED, genuine(), at(GENUINE.plus(Duration.ofHours(4))));
    assertRefused(AttestationRefusal.CERTIFICATE_EXPIRED, genuine(), at(GENUINE.minusSeconds(60)));
  }

  @Test
  void theGenuineDocumentIsNotThatOfAnotherEnclave() {
    var registers = new TreeMap<>(listed());
    for (int register : listed().keySet()) {
      var others = new TreeMap<>(registers);
      others.put(register, SimulatedNitro.register(1));
      var other = appraiser(new EnclaveMeasurements("other", others));

      assertEquals(
          Outcome.refused(AttestationRefusal.MEASUREMENT_NOT_LISTED),
          other.appraise(genuine(), at(GENUINE)));
    }
  }

  @Test
  void theDocumentOfDebugModeIsRefusedForItsMeasurements() {
    assertRefused(AttestationRefusal.ZERO_MEASUREMENT, read("debug-mode.cbor"), at(DEBUG));
    for (var finding : appraiser().inspect(read("debug-mode.cbor"), at(DEBUG)).findings()) {
      boolean expected =
          switch (finding.requirement()) {
            // What stands where a key should is a text.
            case MEASUREMENTS, CONFIRMATION -> finding.verdict() instanceof Verdict.Failed;
            case CHALLENGE, KEY -> finding.verdict() instanceof Verdict.NotPerformed;
            default -> finding.verdict() instanceof Verdict.Met;
          };
      assertTrue(expected, finding::toString);
    }
  }

  @Test
  void noBitOfTheGenuineDocumentMayChange() {
    var random = new Random(31);
    byte[] document = genuine().toArray();
    for (int i = 0; i < 400; i++) {
      byte[] changed = document.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));

      assertTrue(appraiser().appraise(Bytes.of(changed), at(GENUINE)) instanceof Outcome.Refused);
    }
  }

  @Test
  void everyRequirementButTheKeyIsMetByTheGenuineDocument() {
    var nonce = NitroDocument.parse(genuine()).orFault().content().nonce().orElseThrow();
    for (var finding : appraiser().inspect(genuine(), at(GENUINE).challenged(nonce)).findings()) {
      boolean ofKey =
          Set.of(Requirement.CONFIRMATION, Requirement.KEY).contains(finding.requirement());

      assertEquals(ofKey, finding.verdict() instanceof Verdict.NotPerformed, finding::toString);
    }
  }

  private static void assertRefused(AttestationRefusal why, Bytes document, Occasion occasion) {
    assertEquals(Outcome.refused(why), appraiser().appraise(document, occasion));
  }

  private static Occasion at(Instant time) {
    return Occasion.of(AttesterRole.BACK_END, time);
  }

  private static Bytes genuine() {
    return read("valid.cbor");
  }

  private static SortedMap<Integer, Bytes> listed() {
    var all = NitroDocument.parse(genuine()).orFault().content().registers();
    var listed = new TreeMap<Integer, Bytes>();
    for (int register : List.of(0, 1, 2, 3, 8)) {
      listed.put(register, Optional.ofNullable(all.get(register)).orElseThrow());
    }
    return listed;
  }

  private static Appraiser<NitroDocument> appraiser() {
    return appraiser(new EnclaveMeasurements("genuine", listed()));
  }

  private static Appraiser<NitroDocument> appraiser(EnclaveMeasurements enclave) {
    return new Appraiser<>(
        new NitroFormat(
            new NitroReferences(Set.of(root()), List.of(enclave), Duration.ofHours(1))));
  }

  private static VerificationKey root() {
    try (var in = new ByteArrayInputStream(read("nitro_root.pem").toArray())) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      return VerificationKey.parse(Bytes.of(certificate.getPublicKey().getEncoded())).orFault();
    } catch (CertificateException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes read(String name) {
    try {
      return Bytes.of(Files.readAllBytes(PublicVectors.at("nitro/" + name)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
