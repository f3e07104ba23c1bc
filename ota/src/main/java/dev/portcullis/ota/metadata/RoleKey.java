package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.VerificationKey;

/** A key that metadata names. */
public sealed interface RoleKey {

  /** What metadata calls it. */
  KeyId id();

  /** A key whose signatures can be verified. */
  record Usable(KeyId id, VerificationKey key, Scheme scheme) implements RoleKey {

    /** Whether {@code signature} is this key's over {@code payload}, in canonical form. */
    public boolean verifies(Bytes payload, Bytes signature) {
      return key.verifies(scheme, message(payload), signature);
    }

    private Bytes message(Bytes payload) {
      return switch (kind()) {
        case CLASSICAL -> payload;
        case POST_QUANTUM -> MlDsaMessage.of(payload);
      };
    }

    /** What its strength rests on. */
    public KeyKind kind() {
      return switch (scheme) {
        case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> KeyKind.POST_QUANTUM;
        case ES256,
            ES384,
            RS256,
            EDDSA,
            ECDSA_SHA256_DER,
            ECDSA_SHA384_DER,
            ECDSA_SHA512_DER,
            RSA_SHA384,
            RSA_SHA512,
            RSA_PSS_SHA256 ->
            KeyKind.CLASSICAL;
      };
    }
  }

  /** A key of a type, scheme or encoding not known here: its signatures never count. */
  record Unusable(KeyId id) implements RoleKey {}
}
