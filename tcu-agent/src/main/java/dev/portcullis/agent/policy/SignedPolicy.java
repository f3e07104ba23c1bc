package dev.portcullis.agent.policy;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.cose.TooFewSignatures;
import java.util.Optional;

/**
 * A policy whose exact bytes a threshold of the signers in force signed: the JSON as it was
 * written, and beside it detached signatures (typ {@value #TYPE}). The JSON is never written anew,
 * so there is nothing to canonicalise.
 *
 * <p>One that names other signers for the next policies is signed by a threshold of those too, so
 * that nobody is put in charge who does not hold the keys.
 */
public final class SignedPolicy {

  /** The typ that separates a policy's signature from all others. */
  public static final String TYPE = "portcullis/policy/1";

  /** How many bytes a policy may have. */
  public static final int MAX_SIZE = 256 * 1024;

  private final Policy policy;
  private final Bytes json;
  private final Bytes signatures;
  private final SigningAuthority signedBy;

  private SignedPolicy(Policy policy, Bytes json, Bytes signatures, SigningAuthority signedBy) {
    this.policy = policy;
    this.json = json;
    this.signatures = signatures;
    this.signedBy = signedBy;
  }

  /** What the signed bytes say. */
  public Policy policy() {
    return policy;
  }

  /** The bytes that were signed. */
  public Bytes json() {
    return json;
  }

  /** The encoded list of signatures beside them. */
  public Bytes signatures() {
    return signatures;
  }

  /** Who must sign the next policy. */
  public SigningAuthority signers() {
    return policy.authorities().policies().orElse(signedBy);
  }

  /** Whether the next policy must be signed by others than this one. */
  boolean changesSigners() {
    return !signers().digest().equals(signedBy.digest());
  }

  /**
   * Checks size and signatures, and only then reads the JSON.
   *
   * @param inForce who must sign this policy
   */
  public static Outcome<SignedPolicy, PolicyRefusal> verify(
      Bytes json, Bytes signatures, SigningAuthority inForce) {
    if (json.size() > MAX_SIZE) {
      return Outcome.refused(new PolicyRefusal.TooLarge(json.size()));
    }
    return DetachedSignatures.parse(signatures)
        .mapRefusal(SignedPolicy::unreadable)
        .then(list ->
            list.verify(inForce, TYPE, json)
                .mapRefusal(SignedPolicy::tooFew)
                .then(PolicyReader::read)
                .then(policy -> approved(policy, list, json))
                .map(policy -> new SignedPolicy(policy, json, signatures, inForce)));
  }

  /** Where these are the signers in force, they have signed already. */
  private static Outcome<Policy, PolicyRefusal> approved(
      Policy policy, DetachedSignatures list, Bytes json) {
    Optional<SigningAuthority> next = policy.authorities().policies();
    return next.isEmpty()
        ? Outcome.passed(policy)
        : list.verify(next.get(), TYPE, json)
            .<PolicyRefusal>mapRefusal(
                held -> new PolicyRefusal.TooFewNewSigners(held.valid(), held.required()))
            .map(_ -> policy);
  }

  private static PolicyRefusal unreadable(CoseRefusal reason) {
    return new PolicyRefusal.UnreadableSignatures(reason.name());
  }

  private static PolicyRefusal tooFew(TooFewSignatures held) {
    return new PolicyRefusal.TooFewSignatures(held.valid(), held.required());
  }
}
