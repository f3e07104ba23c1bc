package dev.portcullis.crypto.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.JsonValue.Items;
import dev.portcullis.crypto.attest.JsonValue.Members;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tokens that the Veraison project publishes, each with our verdict. */
final class EarVectorsTest {

  private static final Path FILE =
      Path.of(System.getProperty("vectors.dir", ""), "ear", "veraison-ear.json");

  /** One verdict a case, in the order of the file. */
  private static final List<AttestationRefusal> VERDICTS =
      List.of(
          // Genuine, but it neither ends nor names a key: it says nothing about a command.
          AttestationRefusal.NO_EXPIRY,
          // HS512-sized tag under "HS256": whoever verifies it could have made it.
          AttestationRefusal.ALGORITHM_NOT_ALLOWED,
          // "none".
          AttestationRefusal.ALGORITHM_NOT_ALLOWED,
          // An empty part before the header.
          AttestationRefusal.MALFORMED,
          // A header and no claims.
          AttestationRefusal.NO_EXPIRY);

  @BeforeAll
  static void findVectors() {
    boolean found = Files.exists(FILE);
    assertTrue(found || !Boolean.getBoolean("vectors.required"), "no vectors at " + FILE);
    assumeTrue(found, "no vectors at " + FILE + "; set -Dvectors.dir");
  }

  @Test
  void everyTokenMeetsItsVerdict() throws IOException {
    var key = key();
    var ears =
        EarVerifier.of(
                List.of(
                    new AttestationAnchor(
                        AttesterRole.APP, EarVerifier.FORMAT, "Acme Inc.", Algorithm.ES256, key)))
            .orFault();
    var verdicts = new ArrayList<AttestationRefusal>();
    for (Bytes token : tokens()) {
      if (ears.appraise(token, AttesterRole.APP)
          instanceof Outcome.Refused<EarResult, AttestationRefusal>(var reason)) {
        verdicts.add(reason);
      }
    }
    assertEquals(VERDICTS, verdicts);
  }

  @Test
  void theGenuineTokensSignatureVerifies() throws IOException {
    var jws = CompactJws.parse(tokens().getFirst()).orFault();
    assertEquals(Algorithm.ES256, JwsHeader.algorithm(jws.header()).orFault());
    assertEquals(jws.signingInput(), key().verify(jws.signingInput(), jws.signature()).orFault());
  }

  private static Members vectors() throws IOException {
    return JsonReader.object(Bytes.of(Files.readAllBytes(FILE))).orFault();
  }

  private static List<Bytes> tokens() throws IOException {
    var cases = (Items) vectors().member("cases").orElseThrow();
    return cases.values().stream()
        .map(Members.class::cast)
        .map(vector -> Bytes.utf8(vector.text("token").orElseThrow()))
        .toList();
  }

  private static PublicKey key() throws IOException {
    var jwk = (Members) vectors().member("publicKeyJwk").orElseThrow();
    return PublicKey.p256(
            CompactJws.decode(jwk.text("x").orElseThrow()).orFault(),
            CompactJws.decode(jwk.text("y").orElseThrow()).orFault())
        .orFault();
  }
}
