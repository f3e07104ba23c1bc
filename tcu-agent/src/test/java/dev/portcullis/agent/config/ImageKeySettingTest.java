package dev.portcullis.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The key that encrypted images are sealed to, as the configuration names it. */
final class ImageKeySettingTest {

  private static final Path FILE = Path.of("/etc/portcullis/agent.toml");
  private static final String UPDATE =
      """
      [update]
      unit = "unit"
      director = "https://ota.example/director"
      images = "https://ota.example/images"
      anchors = "anchors.pem"
      signatures = "threshold"
      hardware = "tcu"
      architecture = "x86_64"
      condition = "Speed == 0 km/h"
      ask-seconds = 3600
      trial-seconds = 60
      attempts = 2
      without-connection = "wait"
      """;

  private static String read(ConfigurationText text, String more) {
    return switch (ConfigurationReader.parse(FILE, text + more)) {
      case Outcome.Passed<AgentConfiguration, ConfigurationRefusal>(var read) ->
          read.keys().imageLabel().toString();
      case Outcome.Refused<AgentConfiguration, ConfigurationRefusal>(var why) ->
          why.where() + " " + why.reason();
    };
  }

  private static ConfigurationText withImageKey(String label) {
    return ConfigurationText.withAFile().with("keys.image", '"' + label + '"');
  }

  @Test
  void isALabelBesideTheOthersWhereThereIsOne() {
    assertEquals(Optional.empty().toString(), read(ConfigurationText.withAFile(), UPDATE));
    assertEquals(Optional.of("image").toString(), read(withImageKey("image"), UPDATE));
  }

  @Test
  void servesNoOtherPurpose() {
    for (String label : new String[] {"tls", "receipt"}) {
      assertEquals(
          "keys.image names a key that has another purpose", read(withImageKey(label), UPDATE));
    }
  }

  @Test
  void isRefusedWhereNoImageComes() {
    assertTrue(read(withImageKey("image"), "").startsWith("keys.image stands without [update]"));
  }

  @Test
  void isRefusedInATokenWhichWouldSilentlyHaveNone() {
    var token = ConfigurationText.withAToken().with("keys.image", "\"image\"");
    assertTrue(read(token, UPDATE).startsWith("keys.image is for pkcs12"));
    assertEquals(Optional.empty().toString(), read(ConfigurationText.withAToken(), UPDATE));
  }
}
