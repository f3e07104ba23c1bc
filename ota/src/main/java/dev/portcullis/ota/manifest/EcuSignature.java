package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.ota.metadata.KeyId;

/**
 * A signature as a manifest carries it: of which key, made how (Uptane section 5.4.2.1). Beside it
 * stands the SHA-256 of what is signed, which the standard asks for and nothing here believes.
 *
 * @param value what the method says it is; it may be nobody's
 */
record EcuSignature(KeyId keyId, Method method, Bytes value) {

  /** How it is made, by the names that role metadata has for it. */
  enum Method {
    ED25519("ed25519", Scheme.EDDSA),
    ECDSA("ecdsa-sha2-nistp256", Scheme.ECDSA_SHA256_DER);

    private final String word;
    private final Scheme scheme;

    Method(String word, Scheme scheme) {
      this.word = word;
      this.scheme = scheme;
    }

    String word() {
      return word;
    }

    static Method of(PublicKey key) {
      return switch (key.algorithm()) {
        case ES256 -> ECDSA;
        case EDDSA -> ED25519;
      };
    }
  }

  /** What a manifest calls {@code key}: its COSE thumbprint (RFC 9679). */
  static KeyId id(PublicKey key) {
    return new KeyId(key.thumbprint().value().hex());
  }

  /** Whether it is this key's over {@code payload}. */
  boolean isOf(PublicKey key, Bytes payload) {
    return keyId.equals(id(key))
        && method == Method.of(key)
        && VerificationKey.of(key).verifies(method.scheme, payload, value);
  }
}
