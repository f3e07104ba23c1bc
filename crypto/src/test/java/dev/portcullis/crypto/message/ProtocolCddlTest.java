package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
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
  private static final Set<String> RIGHT_IN_FORM =
      Set.of("success", "BAD_SIGNATURE", "WRONG_KEY", "TOO_FEW_SIGNATURES");

  /** Faults that are beyond CDDL: order, comparison of two fields, points on curves, names. */
  private static final Set<String> BEYOND_CDDL =
      Set.of(
          "command/argument-of-another-command",
          "grant/channel-twice",
          "grant/command-twice",
          "grant/commands-not-in-order",
          "grant/ends-before-it-begins",
          "grant/key-off-the-curve",
          "enrolment/another-signer",
          "enrolment/key-of-somebody-else",
          "key-revocation/key-twice",
          "key-revocation/keys-not-in-order",
          "key/off-the-curve",
          "key/small-order",
          "lease/attestation-twice",
          "lease/commands-not-in-order",
          "offer/another-signer",
          "offer/receipt-key-of-somebody-else",
          "receipt-detail/unknown-code",
          "revocations/after-a-later-one",
          "revocations/after-itself",
          "revocations/key-twice",
          "revocations/keys-not-in-order",
          "revocations/serial-with-leading-zero",
          "revocations/serials-not-in-order");

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
  void matchesWhatTheContextOfAnEnrolmentIsTheDigestOf() {
    Offer offer = Samples.offer();
    Bytes encoded = EnrolmentContext.encoded(offer.nonce(), offer.vehicle(), offer.receiptKey());

    assertTrue(schema.matches("enrolment-context", encoded));
    assertEquals(new EnrolmentContext(Digest.of(encoded)), offer.context());
  }

  @Test
  void namesEveryConstantOfTheCode() throws IOException {
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
    for (HandOverReason reason : HandOverReason.values()) {
      assertTrue(text.contains('"' + reason.wire() + '"'), reason.wire());
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
