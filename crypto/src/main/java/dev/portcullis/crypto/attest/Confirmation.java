package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.Base64;

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

  /** No key: the Attester is genuine, and nothing says what it signs with. */
  record OfNoKey() implements Confirmation {
    @Override
    public boolean names(Digest thumbprint) {
      return false;
    }
  }

  /**
   * A digest of its thumbprint: what a service writes that binds a token to some data of the app.
   *
   * @param hash SHA-256 over the 32 bytes of the thumbprint, or over their Base64url without
   *     padding (RFC 4648 section 5): the services' libraries take a text and no bytes
   */
  record OfThumbprintHash(Digest hash) implements Confirmation {
    @Override
    public boolean names(Digest thumbprint) {
      var text =
          Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint.value().toArray());
      return Digest.of(thumbprint.value()).equals(hash) || Digest.of(Bytes.utf8(text)).equals(hash);
    }
  }
}
