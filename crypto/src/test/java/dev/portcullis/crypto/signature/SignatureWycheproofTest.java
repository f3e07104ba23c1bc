package dev.portcullis.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.testing.PublicVectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Project Wycheproof's verdicts on signatures, and its keys as SubjectPublicKeyInfo. */
final class SignatureWycheproofTest {

  @ParameterizedTest
  @CsvSource({
    "ecdsa_secp256r1_sha256_test, ECDSA_SHA256_DER, 484",
    "ecdsa_secp256r1_sha256_p1363_test, ES256, 262",
    "ed25519_test, EDDSA, 151"
  })
  void agreesOnEverySignature(String file, Scheme scheme, int expected) {
    List<String> disagreements = new ArrayList<>();
    int tests = 0;
    for (JsonNode group : PublicVectors.json("wycheproof/" + file + ".json").path("testGroups")) {
      var key = VerificationKey.parse(hex(group, "publicKeyDer")).orFault();
      for (JsonNode test : group.path("tests")) {
        tests++;
        boolean verifies = key.verifies(scheme, hex(test, "msg"), hex(test, "sig"));
        if (verifies != test.path("result").asText().equals("valid")) {
          disagreements.add(test.path("tcId") + " " + test.path("comment").asText());
        }
      }
    }

    assertEquals(List.of(), disagreements);
    assertEquals(expected, tests);
  }

  private static Bytes hex(JsonNode node, String name) {
    return Bytes.fromHex(node.path(name).asText());
  }
}
