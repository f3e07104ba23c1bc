package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.cose.TooFewSignatures;

/**
 * A well-formed hand-over with signatures that nobody has looked at. Only {@link #verify} turns its
 * claims into something the manufacturer said.
 */
public final class SignedHandOver {

  private final HandOver claims;
  private final Bytes payload;
  private final DetachedSignatures signatures;

  SignedHandOver(HandOver claims, Bytes payload, DetachedSignatures signatures) {
    this.claims = claims;
    this.payload = payload;
    this.signatures = signatures;
  }

  /** What it says, whoever said it. */
  public HandOver claims() {
    return claims;
  }

  /** The exact bytes that the signatures are over. */
  public Bytes payload() {
    return payload;
  }

  /** The digest of the payload: what an owner's consent names. */
  public Digest digest() {
    return Digest.of(payload);
  }

  /** The whole as it was sent. */
  public Bytes encoded() {
    return HandOverCodec.encode(payload, signatures);
  }

  /** Passes with the claims where a threshold of {@code authority} signed them. */
  public Outcome<HandOver, TooFewSignatures> verify(SigningAuthority authority) {
    return signatures.verify(authority, HandOverCodec.TYPE, payload).map(_ -> claims);
  }
}
