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

    /** Whether {@code signature} is this key's over {@code message}. */
    public boolean verifies(Bytes message, Bytes signature) {
      return key.verifies(scheme, message, signature);
    }

    /** What its strength rests on. */
    public KeyKind kind() {
      return scheme == Scheme.ML_DSA_65 ? KeyKind.POST_QUANTUM : KeyKind.CLASSICAL;
    }
  }

  /** A key of a type, scheme or encoding not known here: its signatures never count. */
  record Unusable(KeyId id) implements RoleKey {}
}
