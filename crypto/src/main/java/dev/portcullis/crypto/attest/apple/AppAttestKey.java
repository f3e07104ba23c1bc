package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;

/**
 * An attested key as it is remembered between assertions.
 *
 * @param key the key, of P-256
 * @param app the digest of the app's identifier ({@link AppleApp#hash})
 * @param counter that of the last assertion, 0 to 2^32 - 1; 0 after the attestation
 */
public record AppAttestKey(PublicKey key, Digest app, long counter) {

  private static final byte UNCOMPRESSED = 4;
  private static final long LAST = 0xffff_ffffL;

  /** Checks the ranges. */
  public AppAttestKey {
    if (key.algorithm() != Algorithm.ES256 || counter < 0 || counter > LAST) {
      throw new IllegalArgumentException("no key of App Attest: " + key + ", " + counter);
    }
  }

  /** How App Attest identifies a key of P-256: by the SHA-256 of its uncompressed point. */
  public static Bytes identifier(PublicKey key) {
    var point = Bytes.concat(Bytes.of(UNCOMPRESSED), key.x(), key.y().orElseThrow());
    return Digest.of(point).value();
  }
}
