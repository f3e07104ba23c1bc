package dev.portcullis.crypto.cmac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.testing.PublicVectors;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Wycheproof's aes_cmac_test.json: a verdict for each of its tests. */
final class AesCmacVectorsTest {

  private enum Verdict {
    ACCEPTED,
    BAD_KEY_SIZE,
    WRONG_TAG
  }

  @Test
  void judgesEveryWycheproofTestAsStated() {
    var root = PublicVectors.json("wycheproof/aes_cmac_test.json");
    var verdicts = new EnumMap<Verdict, Integer>(Verdict.class);
    for (var group : root.get("testGroups")) {
      for (var test : group.get("tests")) {
        var verdict = judge(test, new TagLength(group.get("tagSize").asInt() / 8));
        assertEquals(stated(test), verdict, () -> "tcId " + test.get("tcId"));
        verdicts.merge(verdict, 1, Integer::sum);
      }
    }
    assertEquals(
        Map.of(Verdict.ACCEPTED, 63, Verdict.WRONG_TAG, 243, Verdict.BAD_KEY_SIZE, 5), verdicts);
    assertEquals(root.get("numberOfTests").asInt(), 63 + 243 + 5);
  }

  private static Verdict stated(JsonNode test) {
    if (test.get("result").asText().equals("valid")) {
      return Verdict.ACCEPTED;
    }
    return switch (test.get("flags").get(0).asText()) {
      case "InvalidKeySize" -> Verdict.BAD_KEY_SIZE;
      case "ModifiedTag" -> Verdict.WRONG_TAG;
      default -> throw new IllegalStateException("a reason nobody looked at: " + test);
    };
  }

  private static Verdict judge(JsonNode test, TagLength length) {
    var message = hex(test, "msg");
    var outcome =
        AesCmac.of(SecretBytes.takeOver(hex(test, "key").toArray()), length)
            .then(cmac -> cmac.verify(message, hex(test, "tag")));
    return switch (outcome) {
      case Outcome.Passed<Bytes, CmacRefusal> _ -> Verdict.ACCEPTED;
      case Outcome.Refused<Bytes, CmacRefusal>(var reason) ->
          switch (reason) {
            case BAD_KEY_SIZE -> Verdict.BAD_KEY_SIZE;
            case WRONG_TAG -> Verdict.WRONG_TAG;
            case WRONG_TAG_LENGTH -> throw new IllegalStateException("not in this file: " + test);
          };
    };
  }

  private static Bytes hex(JsonNode test, String name) {
    return Optional.ofNullable(test.get(name))
        .map(JsonNode::asText)
        .map(Bytes::fromHex)
        .orElseThrow();
  }
}
