package dev.portcullis.crypto.attest.android;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two forms of a chain, taken apart. What the certificates are is not asked here. */
final class ChainDocumentTest {

  private static final Bytes ONE = Bytes.utf8("one certificate");
  private static final Bytes TWO = Bytes.utf8("another");

  @Test
  void readsTheFormOfTheWire() {
    assertEquals(
        Outcome.passed(List.of(ONE, TWO)),
        ChainDocument.parse(ChainDocument.encode(List.of(ONE, TWO))));
  }

  @Test
  void readsPemHoweverItsLinesAreBroken() {
    var wide = Base64.getEncoder().encodeToString(ONE.toArray());
    for (String text :
        List.of(
            pem(wide) + pem(encoded(TWO)),
            pem(wide).strip() + pem(encoded(TWO)).strip(),
            "\r\n\t " + pem(wide.replaceAll("(.{5})", "$1\r\n")) + "\n\n" + pem(encoded(TWO)),
            pem("  " + wide + "  ").replace("\n", "\r\n") + pem(encoded(TWO)) + " \n")) {
      assertEquals(Outcome.passed(List.of(ONE, TWO)), ChainDocument.parse(Bytes.utf8(text)));
    }
  }

  @Test
  void refusesAnythingElseInPem() {
    var block = pem(encoded(ONE));
    for (String text :
        List.of(
            " ",
            "-----",
            "-----BEGIN CERTIFICATE-----END CERTIFICATE-----",
            block + "and a word",
            "--- a word" + block,
            block.replace("CERTIFICATE", "PRIVATE KEY"),
            block.replace("-----END CERTIFICATE-----", ""),
            block.replace("-----END", "----END"),
            pem("no=base64"),
            pem("-----BEGIN CERTIFICATE-----"),
            pem("AAA*"))) {
      assertMalformed(Bytes.utf8(text));
    }
  }

  @Test
  void refusesAnythingElseInCbor() {
    assertMalformed(Bytes.empty());
    assertMalformed(Cbor.encode(CborArray.of()));
    assertMalformed(Cbor.encode(new ByteString(ONE)));
    assertMalformed(Cbor.encode(CborArray.of(new ByteString(ONE), CborItem.text("text"))));
    assertMalformed(Bytes.concat(ChainDocument.encode(List.of(ONE)), Bytes.of((byte) 0)));
    assertMalformed(Bytes.fromHex("9f4161ff"));
    assertMalformed(Bytes.fromHex("81580161"));
    assertMalformed(Bytes.fromHex("824161"));
    assertEquals(
        Outcome.refused(AttestationRefusal.TOO_DEEP),
        ChainDocument.parse(Cbor.encode(CborArray.of(CborArray.of()))));
  }

  @Test
  void refusesMoreThanEightCertificates() {
    var many = Collections.nCopies(9, ONE);
    assertEquals(
        Outcome.refused(AttestationRefusal.TOO_LARGE),
        ChainDocument.parse(ChainDocument.encode(many)));
    assertEquals(
        Outcome.refused(AttestationRefusal.TOO_LARGE),
        ChainDocument.parse(Bytes.utf8(pem(encoded(ONE)).repeat(9))));
    assertEquals(
        Outcome.passed(Collections.nCopies(8, ONE)),
        ChainDocument.parse(Bytes.utf8(pem(encoded(ONE)).repeat(8))));
  }

  private static void assertMalformed(Bytes document) {
    assertEquals(Outcome.refused(AttestationRefusal.MALFORMED), ChainDocument.parse(document));
  }

  private static String encoded(Bytes der) {
    return Base64.getEncoder().encodeToString(der.toArray());
  }

  private static String pem(String body) {
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }
}
