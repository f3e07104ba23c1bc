package dev.portcullis.agent.grant;

import dev.portcullis.agent.policy.Attestation;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.message.Evidence;
import dev.portcullis.crypto.message.KeyEnrolment;
import java.time.Instant;

/**
 * The vehicle's own appraisal of what a phone's platform says of a new key. Called on the gate's
 * thread; must not wait.
 *
 * <p>Of App Attest nothing needs to be kept: neither its key nor its counter. It vouches once for
 * the app that holds the command key; commands are signed with that, and no assertion follows.
 */
@FunctionalInterface
public interface EvidenceAppraiser {

  /**
   * Appraises {@code evidence} for the key of {@code enrolment}, which signed for its context.
   *
   * @param accepted the roots, apps and devices of the policy in force, without what documents of
   *     the manufacturer revoked
   * @param at trusted time
   */
  Outcome<Appraised, AttestationRefusal> appraise(
      Attestation accepted, KeyEnrolment enrolment, Evidence evidence, Instant at);

  /**
   * What was proven.
   *
   * @param protection where the key is held
   * @param subject the app that holds it, 1 to 256 characters
   */
  record Appraised(KeyProtection protection, String subject) {

    /** The longest name of an app. */
    public static final int LONGEST_SUBJECT = 256;

    /** Checks the length, which the journal counts on. */
    public Appraised {
      if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
        throw new IllegalArgumentException("a subject of " + subject.length() + " characters");
      }
    }
  }
}
