package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Attestation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Appraises what comes with every command once and not every time: a result is remembered by the
 * digest of its document until it expires. What depends on the occasion, the time and the key, is
 * asked each time. It holds for one role and one set of appraisers: another policy needs another.
 * Only what was accepted is remembered, the {@value #MOST} used last. Not for several threads.
 */
public final class RememberedAppraisals {

  /** How many results are remembered. */
  public static final int MOST = 64;

  private final Appraisers appraisers;
  private final Map<Digest, AttestationResult> results =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, AttestationResult> eldest) {
          return size() > MOST;
        }
      };

  /** Remembers nothing yet. */
  public RememberedAppraisals(Appraisers appraisers) {
    this.appraisers = appraisers;
  }

  /** As {@link Appraisers#appraise}, for occasions of one role without a challenge. */
  public Outcome<AttestationResult, AttestationRefusal> appraise(
      Attestation attestation, Occasion occasion) {
    var digest = attestation.digest();
    var seen = Optional.ofNullable(results.get(digest));
    if (seen.isEmpty()) {
      return appraisers
          .appraise(attestation, occasion)
          .map(result -> {
            results.put(digest, result);
            return result;
          });
    }
    var result = seen.get();
    if (!result.liveAt(occasion.at())) {
      results.remove(digest);
      return Outcome.refused(AttestationRefusal.EXPIRED);
    }
    return occasion
            .keyId()
            .filter(keyId -> !result.confirmation().names(new Digest(keyId)))
            .isPresent()
        ? Outcome.refused(AttestationRefusal.KEY_MISMATCH)
        : Outcome.passed(result);
  }
}
