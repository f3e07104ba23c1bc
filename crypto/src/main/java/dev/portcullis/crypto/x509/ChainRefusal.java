package dev.portcullis.crypto.x509;

/** Why a chain of certificates proves nothing. A closed list. */
public enum ChainRefusal {
  /** No certificate, more than {@link CertificateChain#MAX_LENGTH}, or one too large. */
  WRONG_SIZE,
  /** Not an X.509 certificate in DER, to its last byte. */
  MALFORMED,
  /** A signature algorithm, or a kind of key, that is not relied upon. */
  UNKNOWN_ALGORITHM,
  /** A critical extension that nothing here enforces. */
  UNKNOWN_CRITICAL_EXTENSION,
  /** Names that do not follow on each other. */
  BROKEN,
  /** An issuer that may not issue, or not so many below it. */
  NOT_AN_AUTHORITY,
  /** A signature that the next certificate's key did not make. */
  BAD_SIGNATURE,
  /** It ends in no pinned root. */
  UNKNOWN_ROOT,
  /** A certificate before its time. */
  NOT_YET_VALID,
  /** A certificate after its time. */
  EXPIRED,
  /** A certificate whose serial number is on the list of the revoked. */
  REVOKED
}
