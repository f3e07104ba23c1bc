package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import java.util.Optional;

/** A signed token taken apart, of which nothing is proven. */
public final class Token {

  private final TokenEncoding encoding;
  private final TokenHeader header;
  private final Members claims;
  private final Bytes signed;
  private final Bytes signature;

  /**
   * A token of these parts.
   *
   * @param signed what the signature is over
   * @param signature which may be empty
   */
  Token(TokenEncoding encoding, TokenHeader header, Members claims, Bytes signed, Bytes signature) {
    this.encoding = encoding;
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  TokenEncoding encoding() {
    return encoding;
  }

  TokenHeader header() {
    return header;
  }

  Members claims() {
    return claims;
  }

  Optional<ClaimValue> claim(Claim claim) {
    return claims.member(claim.in(encoding));
  }

  /** Whether {@code key} made the signature. */
  boolean isSignedWith(PinnedKey key) {
    return key.key().verifies(key.algorithm().scheme(), signed, signature);
  }
}
