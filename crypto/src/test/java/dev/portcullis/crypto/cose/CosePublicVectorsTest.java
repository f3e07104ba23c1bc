package dev.portcullis.crypto.cose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.testing.PublicVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The COSE working group's examples, each with the verdict stated here. */
class CosePublicVectorsTest {

  private static final Bytes CONTENT = Bytes.utf8("This is the content.");

  private static final TreeMap<String, Outcome<Bytes, CoseRefusal>> VERDICTS = new TreeMap<>();

  static {
    VERDICTS.put("ecdsa-examples/ecdsa-sig-01.json", Outcome.passed(CONTENT));
    VERDICTS.put("eddsa-examples/eddsa-sig-01.json", Outcome.passed(CONTENT));
    VERDICTS.put("sign1-tests/sign-pass-02.json", Outcome.passed(CONTENT));
    // Its algorithm stands in the unprotected header, where anybody can change it.
    VERDICTS.put("sign1-tests/sign-pass-01.json", Outcome.refused(CoseRefusal.NO_ALGORITHM));
    VERDICTS.put("sign1-tests/sign-fail-01.json", Outcome.refused(CoseRefusal.WRONG_STRUCTURE));
    VERDICTS.put("sign1-tests/sign-fail-02.json", Outcome.refused(CoseRefusal.BAD_SIGNATURE));
    VERDICTS.put("sign1-tests/sign-fail-03.json", Outcome.refused(CoseRefusal.UNKNOWN_ALGORITHM));
    VERDICTS.put("sign1-tests/sign-fail-04.json", Outcome.refused(CoseRefusal.UNKNOWN_ALGORITHM));
  }

  @Test
  void givesEachExampleItsVerdict() {
    VERDICTS.forEach((path, verdict) -> {
      JsonNode example = PublicVectors.json("cose/" + path);
      Bytes encoded = Bytes.fromHex(example.at("/output/cbor").asText());
      JsonNode input = example.at("/input/sign0");

      assertEquals(
          verdict, ForeignSign1.verify(encoded, key(input.path("key")), external(input)), path);
    });
  }

  @Test
  void knowsEveryFileOfTheFolder() throws IOException {
    Path folder = PublicVectors.at("cose");
    Set<String> files = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(file -> file.toString().endsWith(".json"))
          .forEach(file -> files.add(folder.relativize(file).toString()));
    }

    assertEquals(files, VERDICTS.keySet());
  }

  @Test
  void signsOverTheBytesThatTheExamplesSignOver() {
    for (String path : VERDICTS.keySet()) {
      JsonNode example = PublicVectors.json("cose/" + path);
      JsonNode input = example.at("/input/sign0");
      Bytes header =
          switch (path) {
            case "ecdsa-examples/ecdsa-sig-01.json" -> Bytes.fromHex("a201260300");
            case "eddsa-examples/eddsa-sig-01.json" -> Bytes.fromHex("a201270300");
            case "sign1-tests/sign-pass-01.json" -> Bytes.empty();
            // The failures change header or tag after signing.
            default -> Bytes.fromHex("a10126");
          };
      Bytes expected = Bytes.fromHex(example.at("/intermediates/ToBeSign_hex").asText());

      assertEquals(expected, SigStructure.encoded(header, external(input), CONTENT), path);
    }
  }

  @Test
  void ourProfileRefusesEveryExample() {
    for (String path : VERDICTS.keySet()) {
      JsonNode example = PublicVectors.json("cose/" + path);
      Bytes encoded = Bytes.fromHex(example.at("/output/cbor").asText());
      CoseRefusal expected =
          path.endsWith("fail-01.json")
              ? CoseRefusal.WRONG_STRUCTURE
              : CoseRefusal.UNPROTECTED_HEADER;

      assertEquals(Outcome.refused(expected), Sign1.parse(encoded, "any").map(Sign1::payload));
    }
  }

  @Test
  void refusesTheExampleWithExternalDataWithoutThatData() {
    JsonNode example = PublicVectors.json("cose/sign1-tests/sign-pass-02.json");
    Bytes encoded = Bytes.fromHex(example.at("/output/cbor").asText());

    assertNotEquals(
        Outcome.passed(CONTENT),
        ForeignSign1.verify(encoded, key(example.at("/input/sign0/key")), Bytes.empty()));
  }

  private static Bytes external(JsonNode input) {
    return Bytes.fromHex(input.path("external").asText());
  }

  private static PublicKey key(JsonNode key) {
    return key.path("kty").asText().equals("OKP")
        ? PublicKey.ed25519(Bytes.fromHex(key.path("x_hex").asText())).orFault()
        : PublicKey.p256(base64(key.path("x")), base64(key.path("y"))).orFault();
  }

  private static Bytes base64(JsonNode text) {
    return Bytes.of(Base64.getUrlDecoder().decode(text.asText()));
  }
}
