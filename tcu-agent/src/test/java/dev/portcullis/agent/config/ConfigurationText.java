package dev.portcullis.agent.config;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration that is in order, key by key, to be spoilt. */
final class ConfigurationText {

  static final String FIRST_KEY = key(Algorithm.ES256, "first policy key");
  static final String SECOND_KEY = key(Algorithm.EDDSA, "second policy key");
  static final String HAND_OVER_KEY = key(Algorithm.ES256, "hand-over key");

  private final Map<String, String> values = new LinkedHashMap<>();

  private ConfigurationText() {}

  private static String key(Algorithm algorithm, String name) {
    byte[] secret =
        name.concat("................................").getBytes(StandardCharsets.US_ASCII);
    Bytes key =
        SoftwareSigner.of(algorithm, SecretBytes.takeOver(Arrays.copyOf(secret, 32)))
            .orFault()
            .publicKey()
            .encoded();
    return key.hex();
  }

  private static ConfigurationText common() {
    return new ConfigurationText()
        .with("schema", "1")
        .with("state", "\"state\"")
        .with("vehicle.id", "\"" + "0a".repeat(16) + "\"")
        .with("vehicle.epoch", "3")
        .with("trust.policy-keys", "[\"" + FIRST_KEY + "\", \"" + SECOND_KEY + "\"]")
        .with("trust.policy-threshold", "2")
        .with("trust.hand-over-key", "\"" + HAND_OVER_KEY + "\"")
        .with("trust.broker-anchors", "\"/etc/anchors.pem\"")
        .with("broker.uri", "\"mqtts://broker.example:8884\"")
        .with("broker.keep-alive-seconds", "30")
        .with("broker.session-expiry-seconds", "3600")
        .with("can.device", "\"slcan:/dev/ttyACM0?bitrate=250k\"")
        .with("beacon.slot-seconds", "10")
        .with("beacon.lifetime-seconds", "60")
        .with("limits.verifications-per-second", "2000")
        .with("keys.tls", "\"tls\"")
        .with("keys.receipt", "\"receipt\"");
  }

  static ConfigurationText withAFile() {
    return common()
        .with("keys.kind", "\"pkcs12\"")
        .with("keys.file", "\"../vehicle.p12\"")
        .with("keys.password-file", "\"password\"");
  }

  static ConfigurationText withLocal() {
    return withAFile()
        .with("local.listen", "\"192.168.49.1:5684\"")
        .with("local.connections", "12")
        .with("local.requests", "8")
        .with("local.handshakes-per-second", "3");
  }

  static ConfigurationText withUpdates() {
    return withAFile()
        .with("update.unit", "\"/var/lib/portcullis/unit\"")
        .with("update.director", "\"https://ota.example/director\"")
        .with("update.images", "\"https://ota.example:8443/images/\"")
        .with("update.anchors", "\"/etc/ota.pem\"")
        .with("update.signatures", "\"each-kind\"")
        .with("update.hardware", "\"tcu-7\"")
        .with("update.architecture", "\"aarch64\"")
        .with("update.condition", "\"Gear == PARK\"")
        .with("update.ask-seconds", "3600")
        .with("update.trial-seconds", "300")
        .with("update.attempts", "3")
        .with("update.without-connection", "\"confirm\"");
  }

  static ConfigurationText withCoap() {
    return withUpdates()
        .with("update.coap-images", "\"coaps://ota.example:5690/fleet/images\"")
        .with("update.coap-pins", "[\"" + "0a".repeat(32) + "\", \"" + "0b".repeat(32) + "\"]");
  }

  static ConfigurationText withAWatch() {
    return withAFile()
        .with("watch.messages", "\"bus.dbc\"")
        .with("watch.baseline", "\"/etc/bus.baseline.json\"")
        .with("watch.speed", "\"SPEED.Speed\"")
        .with("watch.kbit-per-second", "250")
        .with("watch.late-ms", "20");
  }

  static ConfigurationText withAToken() {
    return common()
        .with("keys.kind", "\"pkcs11\"")
        .with("keys.library", "\"/usr/lib/token.so\"")
        .with("keys.slot-list-index", "0")
        .with("keys.pin-file", "\"pin\"");
  }

  /** Sets the key at {@code path} to what stands behind the equals sign. */
  ConfigurationText with(String path, String value) {
    values.put(path, value);
    return this;
  }

  ConfigurationText without(String path) {
    values.remove(path);
    return this;
  }

  List<String> paths() {
    return new ArrayList<>(values.keySet());
  }

  String value(String path) {
    return values.getOrDefault(path, "");
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    values.forEach((path, value) -> {
      if (!path.contains(".")) {
        text.append(path).append(" = ").append(value).append('\n');
      }
    });
    var tables =
        List.of(
            "vehicle", "trust", "keys", "broker", "can", "watch", "beacon", "limits", "local",
            "update");
    for (String table : tables) {
      if (List.of("watch", "local", "update").contains(table)
          && values.keySet().stream().noneMatch(path -> path.startsWith(table + "."))) {
        continue;
      }
      text.append('[').append(table).append("]\n");
      values.forEach((path, value) -> {
        if (path.startsWith(table + ".")) {
          text.append(path.substring(table.length() + 1)).append(" = ").append(value).append('\n');
        }
      });
    }
    return text.toString();
  }
}
