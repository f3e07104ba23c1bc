package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.CborEvidence;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.VerificationKey;

/**
 * What an attested app signs later on, over client data of its own: it is still the same app, and
 * its counter has risen. The order is Apple's: signature, app, counter. What must be in the client
 * data, such as a challenge, is for the caller to have put there.
 */
public final class AppAttestAssertion {

  /** The largest assertion in bytes: real ones have some 140, and some 210 with extensions. */
  public static final int MAXIMUM_SIZE = 2048;

  private static final CborLimits LIMITS = new CborLimits(MAXIMUM_SIZE, 2, 16);
  private static final int MEMBERS = 2;

  private final Bytes signature;
  private final AuthenticatorData data;

  private AppAttestAssertion(Bytes signature, AuthenticatorData data) {
    this.signature = signature;
    this.data = data;
  }

  /**
   * The key with its risen counter, which must be remembered before anything is granted. Refuses
   * {@code TOO_LARGE}, {@code TOO_DEEP}, {@code DUPLICATE_MEMBER} and {@code MALFORMED} for other
   * structures; {@code BAD_SIGNATURE} for another key or other client data, {@code NOT_LISTED} for
   * another app, and {@code COUNTER_NOT_RISEN}.
   */
  public static Outcome<AppAttestKey, AttestationRefusal> verify(
      Bytes assertion, AppAttestKey key, Bytes clientData) {
    return parse(assertion).then(parsed -> parsed.verify(key, Digest.of(clientData)));
  }

  private static Outcome<AppAttestAssertion, AttestationRefusal> parse(Bytes assertion) {
    return CborEvidence.map(assertion, LIMITS).then(AppAttestAssertion::ofMembers);
  }

  private static Outcome<AppAttestAssertion, AttestationRefusal> ofMembers(CborMap members) {
    var signature = CborEvidence.bytes(members, "signature");
    var data = CborEvidence.bytes(members, "authenticatorData");
    return signature.isPresent() && data.isPresent() && members.entries().size() == MEMBERS
        ? AuthenticatorData.ofAssertion(data.get())
            .map(read -> new AppAttestAssertion(signature.get(), read))
        : Outcome.refused(AttestationRefusal.MALFORMED);
  }

  private Outcome<AppAttestKey, AttestationRefusal> verify(
      AppAttestKey known, Digest clientDataHash) {
    var nonce = data.nonce(clientDataHash.value()).value();
    if (!VerificationKey.of(known.key()).verifies(Scheme.ECDSA_SHA256_DER, nonce, signature)) {
      return Outcome.refused(AttestationRefusal.BAD_SIGNATURE);
    }
    if (!data.app().equals(known.app())) {
      return Outcome.refused(AttestationRefusal.NOT_LISTED);
    }
    return data.counter() > known.counter()
        ? Outcome.passed(new AppAttestKey(known.key(), known.app(), data.counter()))
        : Outcome.refused(AttestationRefusal.COUNTER_NOT_RISEN);
  }
}
