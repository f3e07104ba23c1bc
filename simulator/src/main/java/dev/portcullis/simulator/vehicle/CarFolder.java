package dev.portcullis.simulator.vehicle;

import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.actuate.CommandMapRefusal;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.can.secoc.SecOcKeys;
import dev.portcullis.can.secoc.kept.SecOcFault;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.ecu.BusSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that describes the car, such as {@code simulator/car}. */
final class CarFolder {

  private static final String DATABASE = "demo.dbc";

  private static final String COMMANDS = "commands.toml";
  private static final long VALUES_PER_MILLI = 1_000;

  private CarFolder() {}

  /**
   * What the controllers secure and verify with, as {@code commands.toml} has it. A folder without
   * that file is a car without SecOC.
   *
   * @throws IOException if a file cannot be read or is refused; the message names file and reason
   */
  static BusSecurity security(Path folder, Database database, CarSecrets secrets)
      throws IOException {
    var file = folder.resolve(COMMANDS);
    if (!Files.isReadable(file)) {
      return BusSecurity.none();
    }
    var parsed = CommandMap.parse(file.toString(), Files.readString(file), database);
    if (parsed instanceof Outcome.Refused<CommandMap, CommandMapRefusal>(var why)) {
      throw new IOException(why.toString());
    }
    var map = parsed.orFault();
    return switch (SecOcFolder.keys(secrets.keys(), map.keySlots())) {
      case Outcome.Refused<SecOcKeys, SecOcFault>(var fault) ->
          throw new IOException(fault.where() + ": " + fault.reason());
      case Outcome.Passed<SecOcKeys, SecOcFault>(var keys) ->
          new BusSecurity(
              map.secured(), keys, new FreshnessValue(secrets.clock().millis() * VALUES_PER_MILLI));
    };
  }

  /**
   * Reads the messages of the car.
   *
   * @throws IOException if the file cannot be read or is refused; the message names file and line
   */
  static Database database(Path folder) throws IOException {
    var file = folder.resolve(DATABASE);
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
