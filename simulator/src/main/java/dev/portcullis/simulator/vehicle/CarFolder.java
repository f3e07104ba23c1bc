package dev.portcullis.simulator.vehicle;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that describes the car, such as {@code simulator/car}. */
final class CarFolder {

  private static final String DATABASE = "demo.dbc";

  private CarFolder() {}

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
