package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.testing.ProjectVector;
import dev.portcullis.crypto.testing.ProjectVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document and the code say the same. */
class ProtocolCddlTest {

  private static final String ROOT = "portcullis";

  /** What matches the document, since all that CDDL can say of it is right. */
  private static final Set<String> RIGHT_IN_FORM = Set.of("success", "BAD_SIGNATURE", "WRONG_KEY");

  /** Faults that are beyond CDDL: order, comparison of two fields, points on curves, names. */
  private static final Set<String> BEYOND_CDDL =
      Set.of(
          "command/argument-of-another-command",
          "grant/channel-twice",
          "grant/command-twice",
          "grant/commands-not-in-order",
          "grant/ends-before-it-begins",
          "grant/key-off-the-curve",
          "key/off-the-curve",
          "key/small-order",
          "receipt-detail/unknown-code");

  private static final Map<String, String> RULES =
      Map.of("key", "public-key", "time", "time-statement");

  private final CddlSchema schema = schema();

  @Test
  void definesEveryNameItUsesAndUsesEveryNameItDefines() {
    assertEquals(new TreeSet<>(schema.names()), schema.reachableFrom(ROOT));
  }

  @Test
  void refusesADocumentThatUsesAnUndefinedName() {
    var broken = new CddlSchema("portcullis = [ thing ]");

    assertThrows(IllegalArgumentException.class, () -> broken.reachableFrom(ROOT));
  }

  @Test
  void matchesExactlyTheVectorsThatAreRightInForm() {
    var wrong = new TreeSet<String>();
    for (ProjectVector vector : ProjectVectors.all()) {
      String rule = RULES.getOrDefault(vector.message(), vector.message());
      boolean expected =
          RIGHT_IN_FORM.contains(vector.expect()) || BEYOND_CDDL.contains(vector.toString());
      if (schema.matches(rule, vector.bytes()) != expected) {
        wrong.add(vector.toString());
      }
    }

    assertEquals(new TreeSet<>(), wrong);
  }

  @Test
  void matchesTheSealedDetailOfAReceipt() {
    assertTrue(schema.matches("sealed-detail", Samples.receipt().sealedDetail().orElseThrow()));
  }

  @Test
  void namesEveryCommandChannelRoleAndOutcomeOfTheCode() throws IOException {
    String text = text();
    for (CommandName name : CommandName.values()) {
      assertTrue(text.contains('"' + name.wire() + '"'), name.wire());
    }
    for (Channel channel : Channel.values()) {
      assertTrue(text.contains('"' + channel.wire() + '"'), channel.wire());
    }
    for (Role role : Role.values()) {
      assertTrue(text.contains('"' + role.wire() + '"'), role.wire());
    }
    for (ReceiptOutcome outcome : ReceiptOutcome.values()) {
      assertTrue(text.contains('"' + outcome.wire() + '"'), outcome.wire());
    }
  }

  private static CddlSchema schema() {
    try {
      return new CddlSchema(text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text() throws IOException {
    return Files.readString(ProjectVectors.projectRoot().resolve("docs/protocol.cddl"));
  }
}
