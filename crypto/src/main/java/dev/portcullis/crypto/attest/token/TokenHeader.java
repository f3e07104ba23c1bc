package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.Verdict.Failed;

/**
 * What a token's header comes to. It is the sender's to write, so it decides nothing but which of
 * the pinned keys can have made the signature.
 *
 * @param shape whether it has what it must have, and nothing else
 * @param algorithm the algorithm it names
 */
record TokenHeader(Verdict shape, Outcome<TokenAlgorithm, Failed> algorithm) {

  static Verdict bad(String seen) {
    return Verdict.failed(AttestationRefusal.BAD_HEADER, seen);
  }

  static Verdict bringsKey(String seen) {
    return Verdict.failed(AttestationRefusal.KEY_IN_HEADER, seen);
  }

  static Outcome<TokenAlgorithm, Failed> unknown(String seen) {
    return Outcome.refused(new Failed(AttestationRefusal.ALGORITHM_NOT_ALLOWED, seen));
  }

  static Outcome<TokenAlgorithm, Failed> sharedSecret(String seen) {
    return Outcome.refused(
        new Failed(
            AttestationRefusal.SHARED_SECRET,
            seen + ": whoever can check it can mint it, so it ends at a Verifier"));
  }
}
