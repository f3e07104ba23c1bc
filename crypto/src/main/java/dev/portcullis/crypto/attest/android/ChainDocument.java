package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborRefusal;
import dev.portcullis.crypto.x509.CertificateChain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The two forms of a chain: on the wire a CBOR array of byte strings, each a certificate in DER; in
 * a file PEM (RFC 7468), whose first byte is {@code '-'} or white space, which no array of so few
 * items begins with. In both the leaf comes first.
 */
final class ChainDocument {

  static final int MAX_SIZE = 32 * 1024;

  private static final CborLimits LIMITS =
      new CborLimits(MAX_SIZE, 1, CertificateChain.MAX_LENGTH + 1);
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private ChainDocument() {}

  /** The certificates in DER, at least one. */
  static Outcome<List<Bytes>, AttestationRefusal> parse(Bytes document) {
    if (document.isEmpty()) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
    return document.at(0) == '-' || isWhiteSpace(document.at(0)) ? pem(document) : cbor(document);
  }

  /** The form for the wire. */
  static Bytes encode(List<Bytes> certificates) {
    return Cbor.encode(
        new CborArray(certificates.stream().<CborItem>map(ByteString::new).toList()));
  }

  private static Outcome<List<Bytes>, AttestationRefusal> cbor(Bytes document) {
    return Cbor.decode(document, LIMITS)
        .mapRefusal(ChainDocument::refusal)
        .then(item ->
            item instanceof CborArray(var items) && !items.isEmpty()
                ? byteStrings(items)
                : Outcome.refused(AttestationRefusal.MALFORMED));
  }

  private static Outcome<List<Bytes>, AttestationRefusal> byteStrings(List<CborItem> items) {
    var certificates = new ArrayList<Bytes>();
    for (CborItem item : items) {
      if (!(item instanceof ByteString(var certificate))) {
        return Outcome.refused(AttestationRefusal.MALFORMED);
      }
      certificates.add(certificate);
    }
    return Outcome.passed(certificates);
  }

  private static AttestationRefusal refusal(CborRefusal why) {
    return switch (why) {
      case TOO_LARGE -> AttestationRefusal.TOO_LARGE;
      case TOO_DEEP -> AttestationRefusal.TOO_DEEP;
      case DUPLICATE_KEY -> AttestationRefusal.DUPLICATE_MEMBER;
      case TRUNCATED,
          TRAILING_BYTES,
          NOT_SHORTEST,
          INDEFINITE_LENGTH,
          KEYS_NOT_SORTED,
          BAD_UTF8,
          FLOAT,
          RESERVED ->
          AttestationRefusal.MALFORMED;
    };
  }

  /** Blocks of certificates with nothing but white space around and within the lines. */
  private static Outcome<List<Bytes>, AttestationRefusal> pem(Bytes document) {
    var certificates = new ArrayList<Bytes>();
    var rest = new String(document.toArray(), StandardCharsets.ISO_8859_1).strip();
    while (!rest.isEmpty()) {
      int end = rest.indexOf(END, BEGIN.length());
      if (!rest.startsWith(BEGIN) || end < 0) {
        return Outcome.refused(AttestationRefusal.MALFORMED);
      }
      if (certificates.size() == CertificateChain.MAX_LENGTH) {
        return Outcome.refused(AttestationRefusal.TOO_LARGE);
      }
      try {
        var body = rest.substring(BEGIN.length(), end).replaceAll("\\s", "");
        certificates.add(Bytes.of(Base64.getDecoder().decode(body)));
      } catch (IllegalArgumentException e) {
        return Outcome.refused(AttestationRefusal.MALFORMED);
      }
      rest = rest.substring(end + END.length()).strip();
    }
    return certificates.isEmpty()
        ? Outcome.refused(AttestationRefusal.MALFORMED)
        : Outcome.passed(certificates);
  }

  private static boolean isWhiteSpace(int octet) {
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
  }
}
