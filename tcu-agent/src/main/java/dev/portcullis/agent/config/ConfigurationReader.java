package dev.portcullis.agent.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.toml.TomlReadFeature;
import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.link.BrokerAddress;
import dev.portcullis.agent.local.ListenAddress;
import dev.portcullis.agent.local.LocalSettings;
import dev.portcullis.agent.settings.BadSetting;
import dev.portcullis.agent.settings.Section;
import dev.portcullis.agent.update.UpdateSettings;
import dev.portcullis.can.port.CanDevice;
import dev.portcullis.can.port.CanDeviceRefusal;
import dev.portcullis.can.watch.WatchPlan;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.ota.install.Architecture;
import dev.portcullis.ota.install.Confirmation;
import dev.portcullis.ota.slot.Trial;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.verify.SignaturePolicy;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the agent's TOML file, by hand: an error names the file, the key's path and the reason. */
public final class ConfigurationReader {

  private static final int MAX_SIZE = 64 * 1024;
  private static final int MAX_HARDWARE = 128;
  private static final String UNIX = "unix:";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final TomlMapper MAPPER =
      TomlMapper.builder(
              TomlFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxDocumentLength(MAX_SIZE)
                          .build())
                  // Otherwise a date without quotes would pass for text.
                  .enable(TomlReadFeature.PARSE_JAVA_TIME)
                  .build())
          .build();

  private final Path file;

  private ConfigurationReader(Path file) {
    this.file = file;
  }

  /** Reads {@code file}. Paths in it are meant from the folder it lies in. */
  public static Outcome<AgentConfiguration, ConfigurationRefusal> read(Path file) {
    try {
      if (Files.size(file) > MAX_SIZE) {
        return refused(file, "(file)", "has more than " + MAX_SIZE + " bytes");
      }
      return parse(file, Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return refused(file, "(file)", "does not exist");
    } catch (IOException e) {
      return refused(file, "(file)", "cannot be read: " + e.getMessage());
    }
  }

  /** Reads {@code text} as if it stood in {@code file}. */
  public static Outcome<AgentConfiguration, ConfigurationRefusal> parse(Path file, String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return Outcome.passed(new ConfigurationReader(file).top(Section.root(tree)));
    } catch (BadSetting bad) {
      return refused(file, bad.path(), bad.reason());
    } catch (JsonProcessingException syntax) {
      var at = syntax.getLocation();
      String where =
          at == null ? "(file)" : "line " + at.getLineNr() + " column " + at.getColumnNr();
      return refused(file, where, "is not TOML: " + syntax.getOriginalMessage());
    } catch (DateTimeException date) {
      // The library throws these as they are, without a place.
      return refused(file, "(file)", "has a date that is none: " + date.getMessage());
    }
  }

  private AgentConfiguration top(Section top) throws BadSetting {
    var _ = top.number("schema", 1, 1);
    var state = path(top, "state");
    var vehicle = vehicle(top.section("vehicle"));
    var trust = trust(top.section("trust"));
    var keys = keys(top.section("keys"));
    var broker = broker(top.section("broker"));
    var can = can(top.section("can"));
    var watch = watch(top, can);
    var beacons = beacons(top.section("beacon"));
    var limits = limits(top.section("limits"));
    var local = local(top.optionalSection("local"));
    var update = update(top.optionalSection("update"));
    if (keys.imageLabel().isPresent() && update.isEmpty()) {
      throw top.bad("keys.image", "stands without [update]: no image comes to this unit");
    }
    top.end();
    return new AgentConfiguration(
        state, vehicle, trust, keys, broker, can, watch, beacons, limits, local, update);
  }

  private static AgentConfiguration.Vehicle vehicle(Section section) throws BadSetting {
    var id =
        switch (VehicleId.parseHex(section.text("id"))) {
          case Outcome.Passed<VehicleId, ?>(var parsed) -> parsed;
          case Outcome.Refused<VehicleId, ?> _ ->
              throw section.bad("id", "must be 32 lower-case hexadecimal digits");
        };
    long epoch = section.number("epoch", 1, Long.MAX_VALUE);
    section.end();
    return new AgentConfiguration.Vehicle(id, epoch);
  }

  private AgentConfiguration.Trust trust(Section section) throws BadSetting {
    var keys = new ArrayList<PublicKey>();
    for (Bytes encoded : section.hexes("policy-keys")) {
      keys.add(key(section, "policy-keys", encoded));
    }
    if (keys.isEmpty()) {
      throw section.bad("policy-keys", "must name at least one key");
    }
    if (Set.copyOf(keys).size() < keys.size()) {
      throw section.bad("policy-keys", "names a key twice");
    }
    int threshold = (int) section.number("policy-threshold", 1, keys.size());
    var handOver = key(section, "hand-over-key", section.hex("hand-over-key"));
    var anchors = path(section, "broker-anchors");
    section.end();
    return new AgentConfiguration.Trust(new SigningAuthority(keys, threshold), handOver, anchors);
  }

  private static PublicKey key(Section section, String key, Bytes encoded) throws BadSetting {
    return switch (PublicKey.parse(encoded)) {
      case Outcome.Passed<PublicKey, ?>(var parsed) -> parsed;
      case Outcome.Refused<PublicKey, ?>(var reason) ->
          throw section.bad(key, "is not a COSE_Key this agent knows: " + reason);
    };
  }

  private AgentConfiguration.KeyPlace keys(Section section) throws BadSetting {
    String kind = section.text("kind");
    String tls = section.text("tls");
    String receipt = section.text("receipt");
    var image = section.optionalText("image");
    if (image.filter(Set.of(tls, receipt)::contains).isPresent()) {
      throw section.bad("image", "names a key that has another purpose");
    }
    var place =
        switch (kind) {
          case "pkcs12" ->
              new AgentConfiguration.KeyPlace.File(
                  path(section, "file"), path(section, "password-file"), tls, receipt, image);
          case "pkcs11" -> {
            if (image.isPresent()) {
              throw section.bad("image", "is for pkcs12: nothing is agreed on in a token yet");
            }
            yield new AgentConfiguration.KeyPlace.Token(
                path(section, "library"),
                (int) section.number("slot-list-index", 0, 255),
                path(section, "pin-file"),
                tls,
                receipt);
          }
          default -> throw section.bad("kind", "is " + kind + ", must be pkcs12 or pkcs11");
        };
    section.end();
    return place;
  }

  private static AgentConfiguration.Broker broker(Section section) throws BadSetting {
    var address =
        switch (BrokerAddress.parse(section.text("uri"))) {
          case Outcome.Passed<BrokerAddress, BrokerAddress.Refusal>(var parsed) -> parsed;
          case Outcome.Refused<BrokerAddress, BrokerAddress.Refusal>(var reason) ->
              throw section.bad(
                  "uri", "must be like mqtts://broker.example:8883, without plain text: " + reason);
        };
    var keepAlive = section.duration("keep-alive-seconds", SECOND, 1, 65_535);
    var expiry = section.duration("session-expiry-seconds", SECOND, 0, 0xffff_fffeL);
    section.end();
    return new AgentConfiguration.Broker(address, keepAlive, expiry);
  }

  private AgentConfiguration.Can can(Section section) throws BadSetting {
    if (section.has("bridge") && section.has("device")) {
      throw section.bad("bridge", "stands beside device: name the adapter, or who has it");
    }
    AgentConfiguration.Can can =
        section.has("bridge")
            ? new AgentConfiguration.Can.BridgeSocket(socket(section))
            : new AgentConfiguration.Can.Adapter(device(section));
    section.end();
    return can;
  }

  private static CanDevice device(Section section) throws BadSetting {
    return switch (CanDevice.parse(section.text("device"))) {
      case Outcome.Passed<CanDevice, CanDeviceRefusal>(var parsed) -> parsed;
      case Outcome.Refused<CanDevice, CanDeviceRefusal>(var reason) ->
          throw section.bad("device", reason.demand());
    };
  }

  private Path socket(Section section) throws BadSetting {
    var text = section.text("bridge");
    if (!text.startsWith(UNIX) || text.length() == UNIX.length()) {
      throw section.bad("bridge", "must be like unix:/run/portcullis-can/socket");
    }
    return path(section, "bridge", text.substring(UNIX.length()));
  }

  private Optional<WatchPlan> watch(Section top, AgentConfiguration.Can can) throws BadSetting {
    var found = top.optionalSection("watch");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var section = found.get();
    if (can instanceof AgentConfiguration.Can.BridgeSocket) {
      throw top.bad(
          "watch", "stands beside can.bridge: who has the adapter watches, see bridge.toml");
    }
    var plan =
        new WatchPlan(
            path(section, "messages"),
            path(section, "baseline"),
            section.optionalText("speed"),
            (int) section.number("kbit-per-second", WatchPlan.LEAST_KBIT, WatchPlan.MOST_KBIT),
            Duration.ofMillis(section.number("late-ms", 0, WatchPlan.MOST_LATE_MILLIS)));
    section.end();
    return Optional.of(plan);
  }

  private static Beacons.Settings beacons(Section section) throws BadSetting {
    var slot = section.duration("slot-seconds", SECOND, 1, 3600);
    long least = slot.toSeconds();
    var lifetime = section.duration("lifetime-seconds", SECOND, least, 3600);
    section.end();
    return new Beacons.Settings(slot, lifetime);
  }

  private static AgentConfiguration.Limits limits(Section section) throws BadSetting {
    long verifications = section.number("verifications-per-second", 10, 1_000_000);
    section.end();
    return new AgentConfiguration.Limits(verifications);
  }

  private static Optional<LocalSettings> local(Optional<Section> found) throws BadSetting {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var section = found.get();
    var listen =
        switch (ListenAddress.parse(section.text("listen"))) {
          case Outcome.Passed<ListenAddress, ListenAddress.Refusal>(var parsed) -> parsed;
          case Outcome.Refused<ListenAddress, ListenAddress.Refusal>(var reason) ->
              throw section.bad(
                  "listen", "must be like 192.168.49.1:5684 or [fd00::1]:5684: " + reason);
        };
    int connections = (int) section.number("connections", 1, LocalSettings.MOST);
    int requests = (int) section.number("requests", 1, LocalSettings.MOST);
    int handshakes =
        (int) section.number("handshakes-per-second", 1, LocalSettings.MOST_HANDSHAKES);
    section.end();
    return Optional.of(new LocalSettings(listen, connections, requests, handshakes));
  }

  private Optional<UpdateSettings> update(Optional<Section> found) throws BadSetting {
    return found.isEmpty() ? Optional.empty() : Optional.of(update(found.get()));
  }

  private UpdateSettings update(Section section) throws BadSetting {
    var unit = path(section, "unit");
    var repositories =
        new UpdateSettings.Repositories(
            https(section, "director"),
            https(section, "images"),
            CoapImages.read(section),
            path(section, "anchors"),
            word(
                section,
                "signatures",
                Map.of(
                    "threshold", SignaturePolicy.THRESHOLD,
                    "each-kind", SignaturePolicy.THRESHOLD_OF_EACH_KIND)));
    var hardware = section.text("hardware");
    if (hardware.length() > MAX_HARDWARE) {
      throw section.bad("hardware", "must have at most " + MAX_HARDWARE + " characters");
    }
    var architecture =
        word(
            section,
            "architecture",
            Arrays.stream(Architecture.values())
                .collect(Collectors.toMap(each -> each.hardware().text(), each -> each)));
    var terms =
        new UpdateSettings.Terms(
            section.text("condition"),
            section.duration("ask-seconds", SECOND, 10, 604_800),
            section.duration("trial-seconds", SECOND, 10, 86_400),
            (int) section.number("attempts", 1, Trial.MAX_ATTEMPTS),
            word(
                section,
                "without-connection",
                Map.of(
                    "wait", Confirmation.Reach.REQUIRED,
                    "confirm", Confirmation.Reach.OFFLINE_ALLOWED)));
    section.end();
    return new UpdateSettings(unit, repositories, new HardwareId(hardware), architecture, terms);
  }

  private static URI https(Section section, String key) throws BadSetting {
    var text = section.text(key);
    try {
      var uri = new URI(text);
      // Paths are appended: behind a question mark or a hash sign they would be none.
      if ("https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw section.bad(key, "must be like https://ota.example/director");
  }

  private static <T> T word(Section section, String key, Map<String, T> known) throws BadSetting {
    var text = section.text(key);
    var meant = known.get(text);
    if (meant == null) {
      var words = new TreeSet<>(known.keySet());
      throw section.bad(key, "is " + text + ", must be one of " + String.join(", ", words));
    }
    return meant;
  }

  private Path path(Section section, String key) throws BadSetting {
    return path(section, key, section.text(key));
  }

  private Path path(Section section, String key, String text) throws BadSetting {
    try {
      return file.toAbsolutePath().resolveSibling(text).normalize();
    } catch (InvalidPathException e) {
      throw section.bad(key, "is not a path: " + e.getReason());
    }
  }

  private static <T> Outcome<T, ConfigurationRefusal> refused(
      Path file, String where, String reason) {
    return Outcome.refused(new ConfigurationRefusal(file, where, reason));
  }
}
