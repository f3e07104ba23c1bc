package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.testing.ProjectVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bytes that docs/protocol.md shows are those of the code. */
class ProtocolPageTest {

  private final List<String> lines = lines();

  @Test
  void showsTheBytesOfAnEnrolmentContext() {
    Offer offer = Samples.offer();
    Bytes encoded = EnrolmentContext.encoded(offer.nonce(), offer.vehicle(), offer.receiptKey());

    assertEquals(encoded, shown("84 "));
    assertShown("SHA-256: " + Digest.of(encoded).value().hex());
  }

  @Test
  void showsTheClientDataOfAppAttest() {
    EnrolmentContext context = Samples.offer().context();
    Bytes data = context.clientData(Samples.PHONE.publicKey());

    assertShown("  " + data.slice(0, Digest.SIZE).hex());
    assertShown("  " + data.slice(Digest.SIZE, data.size()).hex());
    assertShown("  " + Digest.of(data).value().hex());
  }

  @Test
  void showsThePayloadOfAnEnrolmentWithoutEvidence() {
    KeyEnrolment whole = Samples.enrolment();
    var bare = new KeyEnrolment(whole.vehicle(), whole.context(), whole.key(), Optional.empty());
    Bytes encoded = KeyEnrolmentCodec.sign(bare, Samples.PHONE);

    assertEquals(KeyEnrolmentCodec.parse(encoded).orFault().payload(), shown("a3 "));
  }

  @Test
  void showsThePayloadOfAHandOver() {
    Bytes payload = HandOverCodec.payload(Samples.handOver(HandOverReason.SALE));

    assertEquals(payload, shown("a6 "));
    assertShown("SHA-256: " + Digest.of(payload).value().hex());
  }

  @Test
  void namesEveryTopicConstantAndKindOfMessage() {
    String text = String.join("\n", lines);
    for (Kind kind : Kind.values()) {
      assertTrue(text.contains('`' + kind.typ() + '`'), kind.typ());
    }
    for (Role role : Role.values()) {
      assertTrue(text.contains('`' + role.wire() + '`'), role.wire());
    }
    for (HandOverReason reason : HandOverReason.values()) {
      assertTrue(text.contains('`' + reason.wire() + '`'), reason.wire());
    }
    var topics = new Topics(Samples.offer().vehicle());
    Stream.of(
            topics.owner(),
            topics.handOver(),
            topics.revocation(),
            topics.checkpoint(),
            topics.notice(),
            topics.echo())
        .map(topic -> "| `" + topic.substring(topic.lastIndexOf('/') + 1) + "` |")
        .forEach(leaf -> assertTrue(text.contains(leaf), leaf));
  }

  /** The digits from the line that begins so up to an empty line, without what is said of them. */
  private Bytes shown(String beginning) {
    var digits = new StringBuilder();
    lines.stream()
        .dropWhile(line -> !line.startsWith(beginning))
        .takeWhile(line -> !line.isBlank() && !line.startsWith("```"))
        .forEach(line ->
            Stream.of(line.strip().split(" +", -1))
                .takeWhile(word -> word.matches("([0-9a-f]{2})+"))
                .forEach(digits::append));
    return Bytes.fromHex(digits.toString());
  }

  private void assertShown(String line) {
    assertTrue(lines.contains(line), line);
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(ProjectVectors.projectRoot().resolve("docs/protocol.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
