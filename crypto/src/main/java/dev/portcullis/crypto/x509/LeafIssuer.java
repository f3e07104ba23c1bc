package dev.portcullis.crypto.x509;

/** What is asked of the certificate that issued a chain's leaf. Those above it are authorities. */
public enum LeafIssuer {
  /** The right to issue (RFC 5280 sections 4.2.1.9 and 4.2.1.3). */
  AUTHORITY,
  /**
   * Nothing beyond its signature. The attestation keys that phones got in factories from 2016 on
   * are certified as end entities and sign a leaf nevertheless. Whoever excuses them must know by
   * other means that no stranger holds an end entity's key under the same roots.
   */
  ANY_KEY
}
