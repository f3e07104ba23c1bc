package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.PublicKey;

/** Which key an Attestation Result vouches for. */
public sealed interface Confirmation {

  /** Whether it vouches for the key with this thumbprint (RFC 9679). */
  boolean names(Digest thumbprint);

  /** The key itself (RFC 7800). */
  record OfKey(PublicKey key) implements Confirmation {
    @Override
    public boolean names(Digest thumbprint) {
      return key.thumbprint().equals(thumbprint);
    }
  }

  /**
   * A digest of its thumbprint: what a service writes that binds a token to some data of the app.
   *
   * @param hash SHA-256 over the 32 bytes of the thumbprint
   */
  record OfThumbprintHash(Digest hash) implements Confirmation {
    @Override
    public boolean names(Digest thumbprint) {
      return Digest.of(thumbprint.value()).equals(hash);
    }
  }
}
