package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.attest.AttestationRefusal;

/** Why bytes are no JSON object that is read here. */
enum JsonRefusal {
  /** Not a JSON object in UTF-8, to its last byte. */
  MALFORMED,
  /** An object names a member twice. */
  DUPLICATE_MEMBER,
  /** Nested deeper than {@link ClaimValue#MAX_DEPTH}. */
  TOO_DEEP;

  /** The same of a token. */
  AttestationRefusal ofToken() {
    return switch (this) {
      case MALFORMED -> AttestationRefusal.MALFORMED;
      case DUPLICATE_MEMBER -> AttestationRefusal.DUPLICATE_MEMBER;
      case TOO_DEEP -> AttestationRefusal.TOO_DEEP;
    };
  }
}
