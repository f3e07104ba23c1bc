package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;

/**
 * A key the policy pins: this issuer may appraise Attesters of this role, in this format, with this
 * algorithm and key.
 *
 * @param role the only role the key's results may be used for
 * @param format the attestation format, such as {@link EarVerifier#FORMAT}
 * @param issuer the {@code iss} of the results
 * @param algorithm the only algorithm, that of {@code key}
 * @param key the Verifier's public key
 */
public record AttestationAnchor(
    AttesterRole role, String format, String issuer, Algorithm algorithm, PublicKey key) {}
