package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.signature.VerificationKey;

/**
 * The key that a document's {@code public_key} is, which countersigns commands: a
 * SubjectPublicKeyInfo in DER, as AWS's description has it, or a COSE_Key as our own messages do.
 */
final class CountersignKey {

  private CountersignKey() {}

  /**
   * Refuses {@code WRONG_KEY_KIND} for a key that is neither P-256 nor Ed25519 (what AWS's own
   * services decrypt with is RSA), and {@code BAD_CONFIRMATION_KEY} for what is no key.
   */
  static Outcome<PublicKey, AttestationRefusal> parse(Bytes publicKey) {
    if (PublicKey.parse(publicKey) instanceof Outcome.Passed<PublicKey, ?>(var key)) {
      return Outcome.passed(key);
    }
    return VerificationKey.parse(publicKey)
        .mapRefusal(fault ->
            switch (fault) {
              case UNKNOWN_KIND, WEAK_RSA -> AttestationRefusal.WRONG_KEY_KIND;
              case MALFORMED, NOT_ON_CURVE -> AttestationRefusal.BAD_CONFIRMATION_KEY;
            })
        .then(key ->
            key.cose()
                .<Outcome<PublicKey, AttestationRefusal>>map(Outcome::passed)
                .orElseGet(() -> Outcome.refused(AttestationRefusal.WRONG_KEY_KIND)));
  }
}
