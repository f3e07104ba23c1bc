package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.Enrolment;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.Appraisers;

/**
 * What requests are judged by at one moment. Never changed: another edition takes its place.
 *
 * @param edition counts the changes since the start
 */
record Rules(int edition, Policy policy, Appraisers appraisers, Enrolment enrolment) {

  /** The rules of the start. */
  static Rules first(Policy policy, Enrolment enrolment) {
    return new Rules(0, policy, policy.attestation().ofCommands(), enrolment);
  }

  /** The same owners under another policy. */
  Rules under(Policy other) {
    return new Rules(edition + 1, other, other.attestation().ofCommands(), enrolment);
  }

  boolean isRevoked(Digest key) {
    return policy.revoked().contains(key);
  }
}
