package dev.portcullis.agent.dbc;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The DBC file that a person names; a refusal is the lines for the person. */
final class DbcFile {

  private final Path path;

  DbcFile(Path path) {
    this.path = path;
  }

  /** The bytes, whatever they are. */
  Outcome<Bytes, String> bytes() {
    try (var in = Files.newInputStream(path)) {
      return Outcome.passed(Bytes.of(in.readNBytes(Database.MAX_CHARACTERS + 1)));
    } catch (NoSuchFileException _) {
      return Outcome.refused(said(path + ": is not there", "check the path"));
    } catch (IOException e) {
      return Outcome.refused(
          said(path + ": cannot be read: " + e.getMessage(), "check the path and its mode"));
    }
  }

  /** What the file describes. */
  Outcome<Database, String> database() {
    return bytes().then(bytes -> Database.parse(bytes).mapRefusal(this::said));
  }

  private String said(DbcRefusal refusal) {
    return said(
        path
            + ":"
            + refusal.line()
            + ":"
            + refusal.column()
            + ": "
            + refusal.reason()
            + ": "
            + refusal.reason().explanation(),
        "./portcullis dbc check " + path + " names everything that is wrong with it");
  }

  private static String said(String what, String next) {
    return what + System.lineSeparator() + "next: " + next;
  }
}
