package dev.portcullis.simulator.repository.signing;

import dev.portcullis.crypto.Bytes;
import java.util.Base64;
import java.util.Optional;

/** Keys as text (RFC 7468). */
final class Pem {

  private static final int WIDTH = 64;
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String SECRET = "PRIVATE KEY";

  private Pem() {}

  /** A SubjectPublicKeyInfo. */
  static String publicKey(Bytes encoded) {
    return block(PUBLIC, encoded);
  }

  /** A PKCS#8 key. */
  static String secretKey(Bytes encoded) {
    return block(SECRET, encoded);
  }

  /** The SubjectPublicKeyInfo that {@code text} holds, if it holds one. */
  static Optional<Bytes> publicKeyIn(String text) {
    return find(PUBLIC, text);
  }

  /** The PKCS#8 key that {@code text} holds, if it holds one. */
  static Optional<Bytes> secretKeyIn(String text) {
    return find(SECRET, text);
  }

  private static String block(String label, Bytes encoded) {
    var encoder = Base64.getMimeEncoder(WIDTH, new byte[] {'\n'});
    return begin(label)
        + "\n"
        + encoder.encodeToString(encoded.toArray())
        + "\n"
        + end(label)
        + "\n";
  }

  private static Optional<Bytes> find(String label, String text) {
    int from = text.indexOf(begin(label));
    int to = text.indexOf(end(label));
    if (from < 0 || to < from) {
      return Optional.empty();
    }
    try {
      var base64 = text.substring(from + begin(label).length(), to).replaceAll("\\s", "");
      return Optional.of(Bytes.of(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }
}
