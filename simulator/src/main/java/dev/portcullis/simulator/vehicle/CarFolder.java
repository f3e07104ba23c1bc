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
  private static final String FULL_DATABASE = "full.dbc";

  private CarFolder() {}

  /**
   * What is on the bus of a car.
   *
   * @param demo the messages of the three controllers that obey
   * @param full those and all others
   */
  record Description(Database demo, Database full) {}

  /**
   * Reads the messages of the car. A car without {@code full.dbc} has no others.
   *
   * @throws IOException if a file cannot be read or is refused; the message names file and line
   */
  static Description description(Path folder) throws IOException {
    var demo = database(folder);
    var full = folder.resolve(FULL_DATABASE);
    return new Description(demo, Files.exists(full) ? read(full) : demo);
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
