package dev.portcullis.agent.inspect;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a person names. */
final class InputFile {

  /** More than any document or policy may have. */
  static final int MAX_SIZE = 1024 * 1024;

  private InputFile() {}

  /** Reads {@code file}; a refusal is the lines for the person. */
  static Outcome<Bytes, String> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = Bytes.of(in.readNBytes(MAX_SIZE + 1));
      return bytes.size() > MAX_SIZE
          ? refused(file, "has more than " + MAX_SIZE + " bytes", "name the document meant")
          : Outcome.passed(bytes);
    } catch (NoSuchFileException _) {
      return refused(file, "is not there", "check the path");
    } catch (IOException e) {
      return refused(file, "cannot be read: " + e.getMessage(), "check the path and its mode");
    }
  }

  private static Outcome<Bytes, String> refused(Path file, String why, String next) {
    return Outcome.refused(file + ": " + why + System.lineSeparator() + "next: " + next);
  }
}
