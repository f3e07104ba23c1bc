package dev.portcullis.agent.bus;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.watch.Baseline;
import dev.portcullis.can.watch.BaselineCodec;
import dev.portcullis.can.watch.BusDescription;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files that a person names, read. */
final class BusFiles {

  /** What stands for the standard input. */
  static final String STANDARD_INPUT = "-";

  private BusFiles() {}

  static Outcome<BusDescription, Unusable> description(Path path) {
    return bytes(path, Database.MAX_CHARACTERS)
        .then(file -> BusDescription.parse(file).mapRefusal(why -> unusable(path, why)));
  }

  private static Unusable unusable(Path path, DbcRefusal why) {
    return new Unusable(
        path
            + ":"
            + why.line()
            + ":"
            + why.column()
            + ": "
            + why.reason()
            + ": "
            + why.reason().explanation(),
        "./portcullis dbc check " + path + " names everything that is wrong with it");
  }

  static Outcome<Baseline, Unusable> baseline(Path path, BusDescription description) {
    return bytes(path, BaselineCodec.MAX_SIZE)
        .then(file ->
            BaselineCodec.decode(file, description)
                .mapRefusal(why ->
                    new Unusable(
                        path
                            + ": "
                            + why.place()
                            + ": "
                            + why.reason()
                            + ": "
                            + why.reason().explanation(),
                        "./portcullis can learn --dbc FILE LOG --out " + path + " makes it anew")));
  }

  private static Outcome<Bytes, Unusable> bytes(Path path, int most) {
    try (var in = Files.newInputStream(path)) {
      return Outcome.passed(Bytes.of(in.readNBytes(most + 1)));
    } catch (NoSuchFileException _) {
      return Outcome.refused(new Unusable(path + ": is not there", "check the path"));
    } catch (IOException e) {
      return Outcome.refused(
          new Unusable(path + ": cannot be read: " + e.getMessage(), "check the path"));
    }
  }

  /** A recording, to be closed by whoever reads it. */
  static Outcome<InputStream, Unusable> recording(String name, InputStream standardInput) {
    if (name.equals(STANDARD_INPUT)) {
      return Outcome.passed(standardInput);
    }
    try {
      return Outcome.passed(Files.newInputStream(Path.of(name)));
    } catch (IOException e) {
      return Outcome.refused(
          new Unusable(
              name + ": is no recording that can be read",
              "name a file that candump -l wrote, - for the standard input, or a device as"
                  + " socketcan:can0"));
    }
  }
}
