package dev.portcullis.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.fetch.coap.CoapServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where images come from over CoAP, and the mistakes one can make in saying it. */
final class CoapImagesTest {

  private static final Path FILE = Path.of("/etc/portcullis/agent.toml");
  private static final String PLACE = "update.coap-images";
  private static final String PINS = "update.coap-pins";

  private static Digest pin(String octet) {
    return new Digest(Bytes.fromHex(octet.repeat(Digest.SIZE)));
  }

  private static CoapServer read(ConfigurationText text) {
    return ConfigurationReader.parse(FILE, text.toString())
        .orFault()
        .update()
        .flatMap(update -> update.repositories().coap())
        .orElseThrow();
  }

  private static CoapServer at(String place) {
    return read(ConfigurationText.withCoap().with(PLACE, "\"" + place + "\""));
  }

  private static void assertRefusedAt(String path, ConfigurationText text) {
    var read = ConfigurationReader.parse(FILE, text.toString()).map(_ -> "read");
    var refusal =
        assertInstanceOf(
            ConfigurationRefusal.class,
            assertInstanceOf(Outcome.Refused.class, read, text.toString()).reason());
    assertEquals(path, refusal.where(), refusal.reason());
    assertEquals(FILE, refusal.file());
  }

  @Test
  void readsServerFolderAndPins() {
    assertEquals(
        new CoapServer(
            "ota.example", 5690, List.of("fleet", "images"), Set.of(pin("0a"), pin("0b"))),
        read(ConfigurationText.withCoap()));
  }

  @ParameterizedTest
  @CsvSource({
    "coaps://ota.example, coaps://ota.example:5684/",
    "coaps://ota.example/, coaps://ota.example:5684/",
    "coaps://ota.example/images/, coaps://ota.example:5684/images",
    "coaps://ota.example:1/a.b/c_d/e~f/g-h, coaps://ota.example:1/a.b/c_d/e~f/g-h",
    "coaps://192.168.49.1:65535/x, coaps://192.168.49.1:65535/x",
    "coaps://[fd00::1]/x, coaps://[fd00::1]:5684/x"
  })
  void thePortIsTheStandardsWhereNoneIsSaid(String place, String read) {
    assertEquals(read, at(place).place());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coap://ota.example/images",
        "https://ota.example/images",
        "COAPS://ota.example/images",
        "coaps+tcp://ota.example/images",
        "coaps:ota.example",
        "coaps://",
        "coaps:///images",
        "coaps://ota.example:0/images",
        "coaps://ota.example:65536/images",
        "coaps://ota.example:-1/images",
        "coaps://ota.example:x/images",
        "coaps://somebody@ota.example/images",
        "coaps://ota.example/images?car=1",
        "coaps://ota.example/images#1",
        "coaps://ota.example//images",
        "coaps://ota.example/images//",
        "coaps://ota.example/../images",
        "coaps://ota.example/./images",
        "coaps://ota.example/a%2fb",
        "coaps://ota.example/a%00",
        "coaps://ota.example/a b",
        "coaps://ota.example/a;b",
        "coaps://ota.example/\u00e4",
        "coaps://ota.example/1/2/3/4/5/6/7/8/9",
        "ota.example:5684"
      })
  void refusesAPlaceThatIsNoneOrThatAnybodyOnTheWayCouldBe(String place) {
    assertRefusedAt(PLACE, ConfigurationText.withCoap().with(PLACE, "\"" + place + "\""));
  }

  @Test
  void refusesAFolderNamedTooLong() {
    assertEquals(1, at("coaps://ota.example/" + "x".repeat(64)).folder().size());
    assertRefusedAt(
        PLACE,
        ConfigurationText.withCoap().with(PLACE, "\"coaps://ota.example/" + "x".repeat(65) + "\""));
  }

  @Test
  void refusesOneWithoutTheOther() {
    assertRefusedAt(PINS, ConfigurationText.withCoap().without(PINS));
    assertRefusedAt(PINS, ConfigurationText.withCoap().without(PLACE));
  }

  @Test
  void refusesPinsThatAreNoneOrTooMany() {
    var good = "\"" + "0a".repeat(32) + "\"";
    var many =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> "\"" + ("0" + i).repeat(32) + "\"")
            .collect(Collectors.joining(", "));
    for (String pins : List.of("[]", "[" + many + "]", "[" + good + ", " + good + "]", good, "5")) {
      assertRefusedAt(PINS, ConfigurationText.withCoap().with(PINS, pins));
    }
    for (String pin :
        List.of(
            "\"" + "0a".repeat(31) + "\"",
            "\"" + "0a".repeat(33) + "\"",
            "\"" + "0x".repeat(32) + "\"",
            "\"sha256/" + "0a".repeat(32) + "\"",
            "\"\"",
            "5")) {
      assertRefusedAt(
          PINS + "[1]", ConfigurationText.withCoap().with(PINS, "[" + good + ", " + pin + "]"));
    }
  }

  @Test
  void aMisspeltKeyIsNamed() {
    assertRefusedAt(
        "update.coap-pin",
        ConfigurationText.withCoap().with("update.coap-pin", "[\"" + "0a".repeat(32) + "\"]"));
  }

  @Test
  void withoutBothThereIsNoCoap() {
    var read = ConfigurationReader.parse(FILE, ConfigurationText.withUpdates().toString());
    assertTrue(read.orFault().update().orElseThrow().repositories().coap().isEmpty());
  }
}
