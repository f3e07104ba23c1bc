package dev.portcullis.agent.policy;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;

/**
 * What may be a policy and its signatures, from wherever it was read.
 *
 * @param json the bytes that were signed
 * @param signatures the encoded list of detached signatures over them
 */
public record UnverifiedPolicy(Bytes json, Bytes signatures) {

  /** The policy, if a threshold of {@code inForce} signed it, and of those it names. */
  public Outcome<SignedPolicy, PolicyRefusal> verify(SigningAuthority inForce) {
    return SignedPolicy.verify(json, signatures, inForce);
  }
}
