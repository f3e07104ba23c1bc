package dev.portcullis.crypto.cose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.testing.PublicVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Project Wycheproof's verdicts on signatures: each test of each file has one here too. */
class WycheproofTest {

  @Test
  void agreesOnEveryP256SignatureOfTwoNumbers() {
    assertEquals(
        262,
        agrees(
            "wycheproof/ecdsa_secp256r1_sha256_p1363_test.json",
            (key, message, signature) -> key.verify(message, signature)));
  }

  @Test
  void agreesOnEveryP256SignatureInDerAfterAStrictConversion() {
    assertEquals(
        484,
        agrees(
            "wycheproof/ecdsa_secp256r1_sha256_test.json",
            (key, message, signature) ->
                DerSignature.twoNumbers(signature)
                    .map(numbers -> key.verify(message, numbers))
                    .orElse(Outcome.refused(CoseRefusal.BAD_SIGNATURE))));
  }

  @Test
  void agreesOnEveryEd25519Signature() {
    assertEquals(
        151,
        agrees(
            "wycheproof/ed25519_test.json",
            (key, message, signature) -> key.verify(message, signature)));
  }

  private interface Verification {
    Outcome<Bytes, CoseRefusal> verify(PublicKey key, Bytes message, Bytes signature);
  }

  private static int agrees(String file, Verification verification) {
    JsonNode document = PublicVectors.json(file);
    List<String> disagreements = new ArrayList<>();
    int tests = 0;
    for (JsonNode group : document.path("testGroups")) {
      PublicKey key = key(group.path("publicKey"));
      for (JsonNode test : group.path("tests")) {
        tests++;
        Bytes message = Bytes.fromHex(test.path("msg").asText());
        Bytes signature = Bytes.fromHex(test.path("sig").asText());
        boolean holds =
            verification.verify(key, message, signature).equals(Outcome.passed(message));
        if (holds != test.path("result").asText().equals("valid")) {
          disagreements.add(test.path("tcId") + " " + test.path("comment").asText());
        }
      }
    }
    assertEquals(List.of(), disagreements);
    assertEquals(document.path("numberOfTests").asInt(), tests);
    return tests;
  }

  private static PublicKey key(JsonNode key) {
    if (key.has("pk")) {
      return PublicKey.ed25519(Bytes.fromHex(key.path("pk").asText())).orFault();
    }
    Bytes point = Bytes.fromHex(key.path("uncompressed").asText());
    return PublicKey.p256(point.slice(1, 33), point.slice(33, 65)).orFault();
  }

  /** ECDSA-Sig-Value in DER (RFC 3279, section 2.2.3), in its one spelling. */
  private static final class DerSignature {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int NUMBER = 32;

    private final Bytes der;
    private int at = 2;

    private DerSignature(Bytes der) {
      this.der = der;
    }

    static Optional<Bytes> twoNumbers(Bytes der) {
      boolean sequence =
          der.size() >= 2
              && der.size() < 128
              && der.at(0) == SEQUENCE
              && der.at(1) == der.size() - 2;
      if (!sequence) {
        return Optional.empty();
      }
      var reader = new DerSignature(der);
      return reader
          .number()
          .flatMap(r -> reader.number().map(s -> Bytes.concat(r, s)))
          .filter(_ -> reader.at == der.size());
    }

    private Optional<Bytes> number() {
      if (at + 2 > der.size() || der.at(at) != INTEGER) {
        return Optional.empty();
      }
      int from = at + 2;
      int to = from + der.at(at + 1);
      if (to == from || to > der.size() || der.at(from) >= 128) {
        return Optional.empty();
      }
      if (der.at(from) == 0 && to - from > 1) {
        from++;
        if (der.at(from) < 128) {
          return Optional.empty();
        }
      }
      at = to;
      return to - from > NUMBER
          ? Optional.empty()
          : Optional.of(
              Bytes.concat(Bytes.of(new byte[NUMBER - (to - from)]), der.slice(from, to)));
    }
  }
}
