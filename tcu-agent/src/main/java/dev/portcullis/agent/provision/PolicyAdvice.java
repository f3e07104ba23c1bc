package dev.portcullis.agent.provision;

import dev.portcullis.agent.policy.PolicyRefusal;

/** What a person can do about a policy that was not taken. */
public final class PolicyAdvice {

  private PolicyAdvice() {}

  /** The next step, as the line behind "next:". */
  public static String next(PolicyRefusal why) {
    return switch (why) {
      case PolicyRefusal.TooFewSignatures _ ->
          "have the signers in force sign these very bytes of policy.json, or compare"
              + " trust.policy-keys in the configuration";
      case PolicyRefusal.TooFewNewSigners _ ->
          "have the signers that the policy names sign these very bytes of policy.json as well";
      case PolicyRefusal.UnreadableSignatures _ ->
          "make policy.signatures anew, as docs/policy.md describes it";
      case PolicyRefusal.Unreadable _, PolicyRefusal.TooLarge _ ->
          "have the policy authority issue a newer policy of the form in docs/policy.md";
      case PolicyRefusal.Rollback _ ->
          "install a policy with a higher sequence, and no lower one of its revocations";
      case PolicyRefusal.TooManyRotations _ ->
          "write the signers in force into trust.policy-keys and trust.policy-threshold";
      case PolicyRefusal.OtherSigners _ ->
          "put back trust.policy-keys and the installed policies; docs/policy.md, Signers";
    };
  }
}
