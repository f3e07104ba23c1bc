package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;

/**
 * What an ML-DSA key signs of metadata (TUF's TAP 21, version 1): never the payload, but its
 * SHA-512 behind the letters {@code tuf} and the version, so that a signer need not be handed a
 * large file, and no signature over something else is one over metadata.
 */
public final class MlDsaMessage {

  private static final Bytes DOMAIN = Bytes.utf8("tuf");
  private static final Bytes VERSION = Bytes.of((byte) 1);

  private MlDsaMessage() {}

  /** The message for the canonical form of what is signed. */
  public static Bytes of(Bytes payload) {
    byte[] digest = HashAlgorithm.SHA_512.start().digest(payload.toArray());
    return Bytes.concat(DOMAIN, VERSION, Bytes.of(digest));
  }
}
