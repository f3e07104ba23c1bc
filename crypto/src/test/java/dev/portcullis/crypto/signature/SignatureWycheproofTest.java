package dev.portcullis.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.testing.PublicVectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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

  /** Those with a context are another scheme, and a key of the wrong size has no encoding. */
  @Test
  void agreesOnEveryMlDsaSignatureWithoutAContext() {
    List<String> disagreements = new ArrayList<>();
    int tests = 0;
    for (JsonNode group :
        PublicVectors.json("wycheproof/mldsa_65_verify_test.json").path("testGroups")) {
      var key = VerificationKey.parse(hex(group, "publicKeyDer"));
      for (JsonNode test : group.path("tests")) {
        if (test.has("ctx") && !test.path("ctx").asText().isEmpty()) {
          continue;
        }
        tests++;
        boolean verifies =
            key instanceof Outcome.Passed<VerificationKey, KeyFault>(var known)
                && known.verifies(Scheme.ML_DSA_65, hex(test, "msg"), hex(test, "sig"));
        if (verifies != test.path("result").asText().equals("valid")) {
          disagreements.add(test.path("tcId") + " " + test.path("comment").asText());
        }
      }
    }

    assertEquals(List.of(), disagreements);
    assertTrue(tests > 50, "only " + tests);
  }

  private static Bytes hex(JsonNode node, String name) {
    return Bytes.fromHex(node.path(name).asText());
  }
}
