package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.cose.PublicKey;
import java.time.Instant;

/**
 * A verified EAR, made by {@link EarVerifier}. Whether it is still live and whether its tier and
 * subject suffice is for the policy to say.
 *
 * @param role whose Evidence was appraised
 * @param issuer the Verifier, {@code iss}
 * @param subject the app or the workload, {@code sub}
 * @param confirmationKey the key that the Attester holds (RFC 7800)
 * @param tier the verdict
 * @param expiresAt the end of its life; it is not live at this second any more
 */
public record EarResult(
    AttesterRole role,
    String issuer,
    String subject,
    PublicKey confirmationKey,
    TrustTier tier,
    Instant expiresAt) {

  /** Whether it has not expired at {@code time} (RFC 7519 section 4.1.4). */
  public boolean liveAt(Instant time) {
    return time.isBefore(expiresAt);
  }
}
