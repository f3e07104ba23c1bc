package dev.portcullis.ota.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as JSON, and the one form it is signed in. */
final class CanonicalJsonTest {

  private static Outcome<Bytes, JsonFault> canonical(String json) {
    return JsonReader.read(Bytes.utf8(json)).map(CanonicalJson::of);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ \"b\" : 1 , \"a\" : [ true , false , null ] }|{\"a\":[true,false,null],\"b\":1}",
        "{}|{}",
        "[[],[{}]]|[[],[{}]]",
        "-0|0",
        "123456789012345678901234567890|123456789012345678901234567890",
        "{\"\":0,\"A\":0,\"a\":0,\"Z\":0}|{\"\":0,\"A\":0,\"Z\":0,\"a\":0}",
        "\"\\ud83d\\ude00\"|\"😀\""
      })
  void hasOneForm(String json, String form) {
    assertEquals(Outcome.passed(Bytes.utf8(form)), canonical(json));
  }

  @Test
  void escapesNothingButQuotesAndBackslashes() {
    assertEquals(
        Outcome.passed(Bytes.utf8("\"\u00e9\n\t\\\"\\\\/\"")),
        canonical("\"\\u00e9\\n\\t\\\"\\\\\\/\""));
  }

  @Test
  void sortsByCodePointAndNotByHalvesOfSurrogatePairs() {
    var json = "{\"\ud83d\ude00\":1,\"\uff5e\":2}";

    assertEquals(Outcome.passed(Bytes.utf8("{\"\uff5e\":2,\"\ud83d\ude00\":1}")), canonical(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "1E-2", "0.5", "-1.5"})
  void refusesFractionsAndExponents(String json) {
    assertEquals(Outcome.refused(JsonFault.NOT_WHOLE), canonical(json));
  }

  @Test
  void refusesANumberOfVeryManyDigits() {
    assertEquals(Outcome.refused(JsonFault.NOT_WHOLE), canonical("9".repeat(41)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "'a'",
        "01",
        "+1",
        "NaN",
        "Infinity",
        "1 2",
        "{}{}",
        "// c\n1",
        "\"\n\"",
        "\"\\x\"",
        "tru",
        "\ufeff{}",
        "{\"a\"}",
        "[1 2]",
        "\u0000"
      })
  void refusesWhatIsNotJsonToItsLastByte(String json) {
    assertEquals(Outcome.refused(JsonFault.MALFORMED), canonical(json));
  }

  @Test
  void refusesOtherEncodings() {
    for (String hex : new String[] {"ff", "c080", "22eda08022", "007b007d", "7b007d00"}) {
      assertEquals(Outcome.refused(JsonFault.MALFORMED), JsonReader.read(Bytes.fromHex(hex)), hex);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "[{\"b\":{\"a\":1,\"a\":1}}]"})
  void refusesAMemberThatIsNamedTwice(String json) {
    assertEquals(Outcome.refused(JsonFault.DUPLICATE_MEMBER), canonical(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\\ud800\""})
  void refusesHalfACharacter(String json) {
    assertEquals(Outcome.refused(JsonFault.HALF_A_CHARACTER), canonical(json));
  }

  @Test
  void boundsDepthAndCount() {
    int deep = JsonValue.MAX_DEPTH;
    assertEquals(
        Outcome.passed(Bytes.utf8("[".repeat(deep) + "]".repeat(deep))),
        canonical("[".repeat(deep) + "]".repeat(deep)));
    assertEquals(
        Outcome.refused(JsonFault.TOO_DEEP),
        canonical("[".repeat(deep + 1) + "]".repeat(deep + 1)));
    assertEquals(
        Outcome.refused(JsonFault.TOO_MANY_VALUES),
        canonical("[" + "0,".repeat(JsonValue.MAX_VALUES) + "0]"));
  }
}
