package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;

/**
 * Something that holds a private key and signs with it: software, or a token that never lets the
 * key out.
 */
public interface Signer {

  /** The key that verifies what this signs. */
  PublicKey publicKey();

  /**
   * A signature over {@code message}, 64 bytes: r and s for ES256, RFC 8032 for EdDSA. A token that
   * fails throws.
   */
  Bytes sign(Bytes message);
}
