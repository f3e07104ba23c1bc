package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Sign1;

/**
 * A well-formed signed message whose signature nobody has looked at. Its claims serve to find the
 * key, and for nothing else; only {@link #verify} turns them into something said by that key.
 */
public final class Unverified<P> {

  private final P claims;
  private final Sign1 envelope;

  Unverified(P claims, Sign1 envelope) {
    this.claims = claims;
    this.envelope = envelope;
  }

  /** What the message says, whoever said it. */
  public P claims() {
    return claims;
  }

  /** The thumbprint of the key that is said to have signed. */
  public Digest keyId() {
    return envelope.keyId();
  }

  /** The bytes that the signature is over, without the header. */
  public Bytes payload() {
    return envelope.payload();
  }

  /**
   * The digest of the payload: the identity of a message. Not of the whole, since an ECDSA
   * signature can be changed into another valid one by anybody.
   */
  public Digest digest() {
    return Digest.of(envelope.payload());
  }

  /** The whole message as it was sent. */
  public Bytes encoded() {
    return envelope.encoded();
  }

  /** Whether the place of the signature is filled; by what, only {@link #verify} tells. */
  public boolean carriesSignature() {
    return !envelope.signature().isEmpty();
  }

  /**
   * Passes with the claims where {@code key} signed them. Refuses {@code WRONG_KEY}, {@code
   * WRONG_ALGORITHM}, {@code NO_SIGNATURE} or {@code BAD_SIGNATURE}.
   */
  public Outcome<P, CoseRefusal> verify(PublicKey key) {
    return envelope.verify(key).map(_ -> claims);
  }
}
