package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import java.time.Instant;
import java.util.Optional;

/**
 * What a document is appraised for.
 *
 * @param role whose appraisal is wanted
 * @param at the time it is judged at
 * @param challenge what the document must have been made for, where the format has a challenge: the
 *     attestation challenge, the client data, the nonce
 * @param keyId which key it must vouch for, as the format identifies keys: the thumbprint (RFC
 *     9679) of the command or countersign key; for App Attest the identifier of the app's key
 */
public record Occasion(
    AttesterRole role, Instant at, Optional<Bytes> challenge, Optional<Bytes> keyId) {

  /** For any key, and without a challenge. */
  public static Occasion of(AttesterRole role, Instant at) {
    return new Occasion(role, at, Optional.empty(), Optional.empty());
  }

  /** The same for this key. */
  public Occasion forKey(Bytes id) {
    return new Occasion(role, at, challenge, Optional.of(id));
  }

  /** The same with this challenge. */
  public Occasion challenged(Bytes with) {
    return new Occasion(role, at, Optional.of(with), keyId);
  }
}
