package dev.portcullis.agent.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The project's own vectors, as files that a person looks into. */
final class MessageCommandTest {

  private static final Path VECTORS = Path.of(System.getProperty("project.root", ".."), "vectors");
  private static final List<String> SIGNED =
      List.of(
          "beacon",
          "checkpoint",
          "command",
          "consent",
          "enrolment",
          "grant",
          "key-revocation",
          "lease",
          "notice",
          "offer",
          "receipt",
          "request",
          "revocations",
          "time",
          "window");

  @TempDir private Path folder;

  private record Said(int exit, String out) {}

  private Said inspect(Bytes message, String... options) throws IOException {
    var file = folder.resolve("message.cbor");
    Files.write(file, message.toArray());
    var words = new ArrayList<String>(List.of("message"));
    words.addAll(List.of(options));
    words.add(file.toString());
    var out = new StringWriter();
    int exit =
        new CommandLine(new InspectCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(words.toArray(String[]::new));
    return new Said(exit, out.toString());
  }

  /** A vector: what is expected of it, and the bytes below the blank line. */
  private record Vector(Path file, boolean good, Bytes bytes) {}

  private static Vector vector(Path file) throws IOException {
    var text = Files.readString(file);
    int blank = text.indexOf("\n\n");
    var digits = text.substring(blank).replaceAll("\\s", "");
    return new Vector(file, text.startsWith("expect: success"), Bytes.fromHex(digits));
  }

  private static List<Vector> vectors(String kind) throws IOException {
    var found = new ArrayList<Vector>();
    try (Stream<Path> files = Files.list(VECTORS.resolve(kind))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".txt")).sorted().toList()) {
        found.add(vector(file));
      }
    }
    return found;
  }

  @Test
  void takesEveryGenuineMessageApartWithANameForEachField() throws IOException {
    for (String kind : SIGNED) {
      for (Vector vector : vectors(kind)) {
        if (vector.good()) {
          var said = inspect(vector.bytes());
          assertEquals(0, said.exit(), vector.file() + ": " + said.out());
          assertTrue(said.out().contains("portcullis/" + kind + "/1"), said.out());
          assertFalse(said.out().contains(" ? "), vector.file() + ": " + said.out());
        }
      }
    }
  }

  @Test
  void refusesWithItsReasonWhatAVehicleWouldNotRead() throws IOException {
    var said = inspect(vector(VECTORS.resolve("window").resolve("wrong-tag.txt")).bytes());
    assertEquals(1, said.exit(), said.out());
    assertTrue(said.out().contains("✗ structure"), said.out());
    assertEquals(1, inspect(Bytes.empty()).exit());
    assertEquals(1, inspect(Bytes.utf8("hello")).exit());
  }

  @Test
  void showsTheMessagesInsideAMessage() throws IOException {
    var request = vectors("request").stream().filter(Vector::good).findFirst().orElseThrow();
    var said = inspect(request.bytes());
    assertTrue(said.out().contains("portcullis/command/1, by key"), said.out());
    assertTrue(said.out().contains("portcullis/grant/1, by key"), said.out());
  }

  @Test
  void verifiesTheSignatureWithAKeyThatIsGiven() throws IOException {
    var command = vectors("command").stream().filter(Vector::good).findFirst().orElseThrow();
    var phone = vector(VECTORS.resolve("key").resolve("phone.txt")).bytes().hex();
    var said = inspect(command.bytes(), "--key", phone);
    assertEquals(0, said.exit(), said.out());
    assertTrue(said.out().contains("✓ signature"), said.out());
    var request = vectors("request").stream().filter(Vector::good).findFirst().orElseThrow();
    assertEquals(1, inspect(request.bytes(), "--key", phone).exit());
    assertEquals(2, inspect(command.bytes(), "--key", "00").exit());
  }
}
