package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.Ownership;
import dev.portcullis.agent.policy.Attestation;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.Appraisers;
import dev.portcullis.crypto.cose.SigningAuthority;

/**
 * What requests are judged by at one moment. Never changed: another edition takes its place.
 *
 * @param edition counts the changes since the start
 * @param signers the policy authority: who must sign the next policy, and hand-overs
 */
record Rules(
    int edition,
    Policy policy,
    SigningAuthority signers,
    Appraisers appraisers,
    Ownership ownership) {

  /** The rules of the start. */
  static Rules first(Policy policy, SigningAuthority signers, Ownership ownership) {
    return new Rules(0, policy, signers, appraisers(policy, ownership), ownership);
  }

  /** The rules after a change of the policy, or of who may command the vehicle. */
  Rules with(Policy other, SigningAuthority authority, Ownership others) {
    return new Rules(edition + 1, other, authority, appraisers(other, others), others);
  }

  private static Appraisers appraisers(Policy policy, Ownership ownership) {
    return accepted(policy, ownership).ofCommands();
  }

  /** Documents of the manufacturer reach a Verifier's key and a platform's root as well. */
  private static Attestation accepted(Policy policy, Ownership ownership) {
    return policy.attestation().without(ownership::isWithdrawn, ownership.revokedCertificates());
  }

  /** Whose word counts, without what documents of the manufacturer revoked. */
  Attestation accepted() {
    return accepted(policy, ownership);
  }

  /** Whether anybody revoked {@code key}: the policy, a document, or an owner. */
  boolean isRevoked(Digest key) {
    return policy.revoked().contains(key) || ownership.isRevoked(key);
  }

  /** How far the vehicle is in what the manufacturer revoked, by whatever way it learnt of it. */
  long revocationSequence() {
    return Math.max(policy.revocationSequence(), ownership.revocationSequence());
  }
}
