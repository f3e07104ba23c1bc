package dev.portcullis.crypto.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
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
    var vectors = new ObjectMapper().readTree(FILE.toFile());
    var key = key(vectors.get("publicKeyJwk"));
    var ears =
        EarVerifier.of(
                List.of(
                    new AttestationAnchor(
                        AttesterRole.APP, EarVerifier.FORMAT, "Acme Inc.", Algorithm.ES256, key)))
            .orFault();
    var verdicts = new ArrayList<AttestationRefusal>();
    for (JsonNode vector : vectors.get("cases")) {
      if (ears.appraise(Bytes.utf8(vector.get("token").asText()), AttesterRole.APP)
          instanceof Outcome.Refused<AttestationResult, AttestationRefusal>(var reason)) {
        verdicts.add(reason);
      }
    }
    assertEquals(VERDICTS, verdicts);
  }

  @Test
  void theGenuineTokensSignatureVerifies() throws IOException {
    var vectors = new ObjectMapper().readTree(FILE.toFile());
    var token = Bytes.utf8(vectors.get("cases").get(0).get("token").asText());
    var jws = CompactJws.parse(token).orFault();
    assertEquals(Algorithm.ES256, JwsHeader.algorithm(jws.header()).orFault());
    assertEquals(
        jws.signingInput(),
        key(vectors.get("publicKeyJwk")).verify(jws.signingInput(), jws.signature()).orFault());
  }

  private static PublicKey key(JsonNode jwk) {
    return PublicKey.p256(
            CompactJws.decode(jwk.get("x").asText()).orFault(),
            CompactJws.decode(jwk.get("y").asText()).orFault())
        .orFault();
  }
}
