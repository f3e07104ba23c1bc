package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.cose.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A JWS in compact serialisation (RFC 7515 section 7.1), taken apart and not verified. There is one
 * spelling of each: no padding, no line breaks, no stray bits.
 *
 * <p>Read here and not by a JOSE library: Nimbus, which is the tests' oracle, skips characters that
 * are not Base64url and takes stray bits and nesting of any depth, so that one signature has many
 * tokens, and a strict reader would have had to come before it anyway. With our own verification it
 * was no faster; with its own, five times slower.
 *
 * @param header the protected header's JSON
 * @param payload the payload, for a JWT its claims
 * @param signingInput what the signature is over
 * @param signature the signature, which may be empty
 */
public record CompactJws(Bytes header, Bytes payload, Bytes signingInput, Bytes signature) {

  /** The longest token in bytes. */
  public static final int MAX_SIZE = 8192;

  /** Takes a token apart. Refuses {@code TOO_LARGE} and {@code MALFORMED}. */
  public static Outcome<CompactJws, AttestationRefusal> parse(Bytes token) {
    if (token.size() > MAX_SIZE) {
      return Outcome.refused(AttestationRefusal.TOO_LARGE);
    }
    var text = new String(token.toArray(), StandardCharsets.ISO_8859_1);
    int first = text.indexOf('.');
    int last = text.lastIndexOf('.');
    if (first < 1 || last < first + 2 || text.indexOf('.', first + 1) != last) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
    return decode(text.substring(0, first))
        .then(header ->
            decode(text.substring(first + 1, last))
                .then(payload ->
                    decode(text.substring(last + 1))
                        .map(signature ->
                            new CompactJws(header, payload, token.slice(0, last), signature))));
  }

  /**
   * Signs {@code payload} under {@code header}, whatever they say: an issuer puts the right header
   * there, a test the wrong one.
   */
  public static Bytes sign(Signer signer, Bytes header, Bytes payload) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var input =
        Bytes.utf8(
            encoder.encodeToString(header.toArray())
                + '.'
                + encoder.encodeToString(payload.toArray()));
    var signature = encoder.encodeToString(signer.sign(input).toArray());
    return Bytes.concat(input, Bytes.utf8("." + signature));
  }

  /** Base64url without padding (RFC 7515 appendix C), in its only spelling. */
  static Outcome<Bytes, AttestationRefusal> decode(String base64url) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(base64url);
      var again = Base64.getUrlEncoder().withoutPadding().encodeToString(decoded);
      return again.equals(base64url)
          ? Outcome.passed(Bytes.of(decoded))
          : Outcome.refused(AttestationRefusal.MALFORMED);
    } catch (IllegalArgumentException e) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
  }
}
