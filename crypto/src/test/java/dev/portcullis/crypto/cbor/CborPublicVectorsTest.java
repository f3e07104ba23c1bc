package dev.portcullis.crypto.cbor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.testing.PublicVectors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 8949, appendix A: every example re-encodes identically, or is refused as stated here. */
class CborPublicVectorsTest {

  private static final CborLimits LIMITS = new CborLimits(4096, 8, 1000);

  private static final Map<String, CborRefusal> REFUSED = refused();

  /** What the examples of open length mean, in the deterministic spelling. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("5f42010243030405ff", "450102030405"),
          Map.entry("7f657374726561646d696e67ff", "6973747265616d696e67"),
          Map.entry("9fff", "80"),
          Map.entry("9f018202039f0405ffff", "8301820203820405"),
          Map.entry("9f01820203820405ff", "8301820203820405"),
          Map.entry("83018202039f0405ff", "8301820203820405"),
          Map.entry("83019f0203ff820405", "8301820203820405"),
          Map.entry(
              "9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff",
              "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
          Map.entry("bf61610161629f0203ffff", "a26161016162820203"),
          Map.entry("826161bf61626163ff", "826161a161626163"),
          Map.entry("bf6346756ef563416d7421ff", "a263416d74216346756ef5"));

  private static Map<String, CborRefusal> refused() {
    Map<String, CborRefusal> refused = new HashMap<>();
    for (String number :
        """
        f90000 f98000 f93c00 fb3ff199999999999a f93e00 f97bff fa47c35000 fa7f7fffff
        fb7e37e43c8800759c f90001 f90400 f9c400 fbc010666666666666 f97c00 f97e00 f9fc00
        fa7f800000 fa7fc00000 faff800000 fb7ff0000000000000 fb7ff8000000000000
        fbfff0000000000000 c1fb41d452d9ec200000
        """
            .split("\\s+", -1)) {
      refused.put(number, CborRefusal.FLOAT);
    }
    for (String open :
        """
        5f42010243030405ff 7f657374726561646d696e67ff 9fff 9f018202039f0405ffff
        9f01820203820405ff 83018202039f0405ff 83019f0203ff820405
        9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff bf61610161629f0203ffff
        826161bf61626163ff bf6346756ef563416d7421ff
        """
            .split("\\s+", -1)) {
      refused.put(open, CborRefusal.INDEFINITE_LENGTH);
    }
    // A simple value of RFC 7049's text that RFC 8949 no longer has: 24 in two bytes.
    refused.put("f818", CborRefusal.RESERVED);
    refused.remove("");
    return refused;
  }

  @Test
  void reencodesEveryExampleIdenticallyOrRefusesItAsStated() {
    Set<String> unused = new HashSet<>(REFUSED.keySet());
    int examples = 0;
    for (JsonNode example : PublicVectors.json("cbor/appendix_a.json")) {
      examples++;
      String hex = example.path("hex").asText();
      Outcome<Bytes, CborRefusal> verdict =
          Cbor.decode(Bytes.fromHex(hex), LIMITS).map(Cbor::encode);
      Outcome<Bytes, CborRefusal> expected =
          REFUSED.containsKey(hex)
              ? Outcome.refused(REFUSED.get(hex))
              : Outcome.passed(Bytes.fromHex(hex));

      assertEquals(expected, verdict, hex);
      unused.remove(hex);
    }
    assertEquals(82, examples);
    assertEquals(Set.of(), unused);
  }

  @Test
  void theReaderOfForeignSpellingsRefusesNothingButNumbersWeDoNotHave() {
    for (JsonNode example : PublicVectors.json("cbor/appendix_a.json")) {
      String hex = example.path("hex").asText();
      Outcome<Bytes, CborRefusal> verdict =
          Cbor.decodeForeign(Bytes.fromHex(hex), LIMITS).map(Cbor::encode);
      String meant = MEANT.getOrDefault(hex, hex);
      Outcome<Bytes, CborRefusal> expected =
          REFUSED.containsKey(hex) && !MEANT.containsKey(hex)
              ? Outcome.refused(REFUSED.get(hex))
              : Outcome.passed(Bytes.fromHex(meant));

      assertEquals(expected, verdict, hex);
    }
  }
}
