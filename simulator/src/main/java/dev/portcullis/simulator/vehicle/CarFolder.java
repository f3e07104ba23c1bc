package dev.portcullis.simulator.vehicle;

import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.actuate.CommandMapRefusal;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.can.secoc.SecOcKey;
import dev.portcullis.can.secoc.SecOcKeys;
import dev.portcullis.can.secoc.kept.SecOcFault;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.simulator.ecu.BusSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that describes the car, such as {@code simulator/car}. */
final class CarFolder {

  private static final String DATABASE = "demo.dbc";
  private static final String FULL_DATABASE = "full.dbc";
  private static final String COMMANDS = "commands.toml";
  private static final long VALUES_PER_MILLI = 1_000;
  private static final SecOcKey RECORDING_KEY =
      SecOcKey.of(SecretBytes.takeOver(new byte[16])).orFault();

  private CarFolder() {}

  /**
   * What is on the bus of a car.
   *
   * @param demo the messages of the three controllers that obey
   * @param full those and all others
   * @param security what the three secure and verify with
   */
  record Description(Database demo, Database full, BusSecurity security) {}

  /**
   * Reads what a live car is. Without {@code full.dbc} it has three controllers, without {@code
   * commands.toml} no SecOC.
   *
   * @throws IOException if a file cannot be read or is refused; the message names file and reason
   */
  static Description description(Path folder, CarSecrets secrets) throws IOException {
    var demo = database(folder);
    var map = commands(folder, demo);
    if (map.isEmpty()) {
      return new Description(demo, full(folder, demo), BusSecurity.none());
    }
    return switch (SecOcFolder.keys(secrets.keys(), map.get().keySlots())) {
      case Outcome.Refused<SecOcKeys, SecOcFault>(var fault) ->
          throw new IOException(fault.where() + ": " + fault.reason());
      case Outcome.Passed<SecOcKeys, SecOcFault>(var keys) -> {
        var beginning = new FreshnessValue(secrets.clock().millis() * VALUES_PER_MILLI);
        var security = new BusSecurity(map.get().secured(), keys, beginning);
        yield new Description(demo, full(folder, demo), security);
      }
    };
  }

  /**
   * Reads what a recorded car is. Its controllers' keys are known to everybody, and it begins to
   * count at one: the same seed is the same recording.
   *
   * @throws IOException if a file cannot be read or is refused; the message names file and reason
   */
  static Description recorded(Path folder) throws IOException {
    var demo = database(folder);
    var security =
        commands(folder, demo)
            .map(map ->
                new BusSecurity(
                    map.secured(), _ -> Optional.of(RECORDING_KEY), FreshnessValue.NONE_YET))
            .orElseGet(BusSecurity::none);
    return new Description(demo, full(folder, demo), security);
  }

  private static Database full(Path folder, Database demo) throws IOException {
    var full = folder.resolve(FULL_DATABASE);
    return Files.exists(full) ? read(full) : demo;
  }

  private static Optional<CommandMap> commands(Path folder, Database demo) throws IOException {
    var file = folder.resolve(COMMANDS);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    return switch (CommandMap.parse(file.toString(), Files.readString(file), demo)) {
      case Outcome.Refused<CommandMap, CommandMapRefusal>(var why) ->
          throw new IOException(why.toString());
      case Outcome.Passed<CommandMap, CommandMapRefusal>(var map) -> Optional.of(map);
    };
  }

  /**
   * Reads the messages of the three controllers that obey.
   *
   * @throws IOException if the file cannot be read or is refused; the message names file and line
   */
  static Database database(Path folder) throws IOException {
    return read(folder.resolve(DATABASE));
  }

  private static Database read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + ": no such file, or not readable");
    }
    return switch (Database.parse(Bytes.of(Files.readAllBytes(file)))) {
      case Outcome.Passed<Database, DbcRefusal>(Database database) -> database;
      case Outcome.Refused<Database, DbcRefusal>(DbcRefusal refusal) ->
          throw new IOException(file + ":" + refusal.line() + ": " + refusal.reason());
    };
  }
}
