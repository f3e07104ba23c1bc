package dev.portcullis.agent.policy;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** A policy that nobody has signed: for people who write one. No vehicle goes by it. */
public final class PolicyDraft {

  private PolicyDraft() {}

  /** Reads the JSON of a policy. */
  public static Outcome<Policy, PolicyRefusal> read(Bytes json) {
    return json.size() > SignedPolicy.MAX_SIZE
        ? Outcome.refused(new PolicyRefusal.TooLarge(json.size()))
        : PolicyReader.read(json);
  }
}
