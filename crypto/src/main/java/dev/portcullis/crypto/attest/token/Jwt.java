package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;

/** Takes JSON Web Tokens (RFC 7519) apart. */
final class Jwt {

  private Jwt() {}

  /** Refuses what is not a header and claims in JSON, each in its one spelling. */
  static Outcome<Token, AttestationRefusal> parse(Bytes document, JwsHeader.Type type) {
    return CompactJws.parse(document)
        .then(jws ->
            JsonReader.object(jws.header())
                .then(header ->
                    JsonReader.object(jws.payload())
                        .map(claims ->
                            new Token(
                                TokenEncoding.JWT,
                                JwsHeader.read(header, type),
                                claims,
                                jws.signingInput(),
                                jws.signature())))
                .mapRefusal(JsonRefusal::ofToken));
  }
}
