package dev.portcullis.crypto.attest;

import java.time.Instant;

/**
 * An Attestation Result (RFC 9334) that met every requirement: an {@link Appraiser}'s word, made
 * from a Verifier's token or from a platform's own evidence.
 *
 * @param role whose Evidence was appraised
 * @param issuer the Verifier, or the platform
 * @param subject the app or the workload
 * @param confirmation the key that the Attester holds
 * @param protection where it holds it
 * @param expiresAt the end of its life; it is not live at this second any more
 */
public record AttestationResult(
    AttesterRole role,
    String issuer,
    String subject,
    Confirmation confirmation,
    KeyProtection protection,
    Instant expiresAt) {

  /** Whether it has not expired at {@code time} (RFC 7519 section 4.1.4). */
  public boolean liveAt(Instant time) {
    return time.isBefore(expiresAt);
  }
}
