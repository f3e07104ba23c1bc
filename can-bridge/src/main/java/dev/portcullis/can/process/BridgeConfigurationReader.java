package dev.portcullis.can.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.toml.TomlReadFeature;
import dev.portcullis.can.port.CanDevice;
import dev.portcullis.can.port.CanDeviceRefusal;
import dev.portcullis.can.watch.WatchPlan;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the process's TOML file, by hand: an error names the file, the key and the reason. */
final class BridgeConfigurationReader {

  static final int MAX_SIZE = 64 * 1024;

  private static final String NEXT =
      "mend the configuration; docs/can-bridge.md explains every key";

  private static final TomlMapper MAPPER =
      TomlMapper.builder(
              TomlFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(4)
                          .maxDocumentLength(MAX_SIZE)
                          .build())
                  // Otherwise a date without quotes would pass for text.
                  .enable(TomlReadFeature.PARSE_JAVA_TIME)
                  .build())
          .build();

  private final Path file;

  private BridgeConfigurationReader(Path file) {
    this.file = file;
  }

  /** Reads {@code text} as what stands in {@code file}, from whose folder paths are meant. */
  static Outcome<BridgeConfiguration, Problem> read(Path file, Bytes text) {
    try {
      var tree = MAPPER.readTree(new String(text.toArray(), StandardCharsets.UTF_8));
      return Outcome.passed(new BridgeConfigurationReader(file).top(ConfigurationTable.root(tree)));
    } catch (BadSetting bad) {
      return refused(file + ": " + bad.path(), bad.reason());
    } catch (JsonProcessingException syntax) {
      var at = syntax.getLocation();
      String line = at == null ? "" : ": line " + at.getLineNr() + " column " + at.getColumnNr();
      return refused(file + line, "is not TOML: " + syntax.getOriginalMessage());
    } catch (DateTimeException date) {
      // The library throws these as they are, without a place.
      return refused(file.toString(), "has a date that is none: " + date.getMessage());
    }
  }

  private BridgeConfiguration top(ConfigurationTable top) throws BadSetting {
    var _ = top.number("schema", 1, 1);
    var state = path(top, "state");
    var socket = path(top, "socket");
    var agentUser = top.text("agent-user");
    var device = device(top.table("can"));
    var car = car(top.table("car"));
    var watch = top.has("watch") ? watch(top.table("watch")) : Optional.<WatchPlan>empty();
    top.end();
    return new BridgeConfiguration(state, socket, agentUser, device, car, watch);
  }

  private Optional<WatchPlan> watch(ConfigurationTable watch) throws BadSetting {
    Optional<String> speed =
        watch.has("speed") ? Optional.of(watch.text("speed")) : Optional.empty();
    var plan =
        new WatchPlan(
            path(watch, "messages"),
            path(watch, "baseline"),
            speed,
            (int) watch.number("kbit-per-second", WatchPlan.LEAST_KBIT, WatchPlan.MOST_KBIT),
            Duration.ofMillis(watch.number("late-ms", 0, WatchPlan.MOST_LATE_MILLIS)));
    watch.end();
    return Optional.of(plan);
  }

  private static CanDevice device(ConfigurationTable can) throws BadSetting {
    var device =
        switch (CanDevice.parse(can.text("device"))) {
          case Outcome.Passed<CanDevice, CanDeviceRefusal>(var parsed) -> parsed;
          case Outcome.Refused<CanDevice, CanDeviceRefusal>(var why) ->
              throw can.bad("device", why.demand());
        };
    can.end();
    return device;
  }

  private BridgeConfiguration.Car car(ConfigurationTable car) throws BadSetting {
    List<PublicKey> keys = new ArrayList<>();
    for (Bytes encoded : car.hexes("signers")) {
      switch (PublicKey.parse(encoded)) {
        case Outcome.Passed<PublicKey, ?>(var parsed) -> keys.add(parsed);
        case Outcome.Refused<PublicKey, ?>(var why) ->
            throw car.bad("signers", "has one that is no COSE_Key we know: " + why);
      }
    }
    if (keys.isEmpty() || Set.copyOf(keys).size() < keys.size()) {
      throw car.bad("signers", "must name at least one key, and each once");
    }
    int threshold = (int) car.number("threshold", 1, keys.size());
    var found =
        new BridgeConfiguration.Car(
            path(car, "messages"),
            path(car, "commands"),
            path(car, "signatures"),
            new SigningAuthority(keys, threshold));
    car.end();
    return found;
  }

  private Path path(ConfigurationTable table, String key) throws BadSetting {
    try {
      return file.toAbsolutePath().resolveSibling(table.text(key)).normalize();
    } catch (InvalidPathException e) {
      throw table.bad(key, "is not a path: " + e.getReason());
    }
  }

  private static <T> Outcome<T, Problem> refused(String where, String reason) {
    return Outcome.refused(new Problem(where, reason, NEXT));
  }
}
