package dev.portcullis.crypto.testing;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One vector of the project: header lines of {@code name: value}, an empty line, hexadecimal digits
 * in lines of 64.
 *
 * @param message the folder, which names the kind of message
 * @param fault the file's name, which names the fault
 * @param expect {@code success} or the name of the refusal
 * @param spec where that is said
 * @param comment what the file shows
 * @param bytes the message itself
 */
public record ProjectVector(
    String message, String fault, String expect, String spec, String comment, Bytes bytes) {

  private static final int DIGITS_A_LINE = 64;

  /** Reads a file; anything out of form is a fault. */
  public static ProjectVector read(Path file) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      int empty = lines.indexOf("");
      if (empty < 0) {
        throw new IllegalArgumentException(file + ": no empty line between header and bytes");
      }
      List<String> header = lines.subList(0, empty);
      String name = String.valueOf(file.getFileName());
      return new ProjectVector(
          String.valueOf(file.toAbsolutePath().getName(file.toAbsolutePath().getNameCount() - 2)),
          name.substring(0, name.length() - ".txt".length()),
          value(file, header, "expect"),
          value(file, header, "spec"),
          value(file, header, "comment"),
          Bytes.fromHex(String.join("", lines.subList(empty + 1, lines.size()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's content. */
  public String text() {
    var out = new StringBuilder();
    out.append("expect: ").append(expect).append('\n');
    out.append("spec: ").append(spec).append('\n');
    out.append("comment: ").append(comment).append("\n\n");
    String digits = bytes.hex();
    for (int at = 0; at < digits.length(); at += DIGITS_A_LINE) {
      out.append(digits, at, Math.min(at + DIGITS_A_LINE, digits.length())).append('\n');
    }
    return out.toString();
  }

  private static String value(Path file, List<String> header, String name) {
    for (String line : header) {
      if (line.startsWith(name + ": ")) {
        return line.substring(name.length() + 2);
      }
    }
    throw new IllegalArgumentException(file + ": no line \"" + name + ": \"");
  }

  @Override
  public String toString() {
    return message + "/" + fault;
  }
}
