package dev.portcullis.agent.policy;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * Policies with their signatures as one file, which is replaced as a whole: a CBOR array of arrays
 * of two byte strings. After a power cut the old file lies there or the new one, and never half of
 * each.
 */
public final class KeptPoliciesCodec {

  /** How many policies it may hold: the newest, and those that changed the signers. */
  public static final int MOST = PolicyChain.MOST_ROTATIONS + 1;

  /** How many bytes it may have. */
  public static final int MAX_SIZE = MOST * (SignedPolicy.MAX_SIZE + 9 * 1024);

  private static final CborLimits LIMITS = new CborLimits(MAX_SIZE, 3, 1 + 3 * MOST);

  private KeptPoliciesCodec() {}

  /** The file that holds {@code policies}. */
  public static Bytes encode(List<SignedPolicy> policies) {
    return Cbor.encode(
        new CborArray(
            policies.stream()
                .<CborItem>map(policy ->
                    CborArray.of(
                        CborItem.bytes(policy.json()), CborItem.bytes(policy.signatures())))
                .toList()));
  }

  /** What {@link #encode} wrote, at least one policy, as if it came from anywhere. */
  public static Outcome<List<UnverifiedPolicy>, PolicyRefusal> decode(Bytes file) {
    if (!(Cbor.decode(file, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborArray(var items)))
        || items.isEmpty()) {
      return unreadable();
    }
    var policies = new ArrayList<UnverifiedPolicy>();
    for (CborItem item : items) {
      if (!(item instanceof CborArray(var parts)
          && parts.size() == 2
          && parts.getFirst() instanceof ByteString(Bytes json)
          && parts.getLast() instanceof ByteString(Bytes signatures))) {
        return unreadable();
      }
      policies.add(new UnverifiedPolicy(json, signatures));
    }
    return Outcome.passed(policies);
  }

  private static Outcome<List<UnverifiedPolicy>, PolicyRefusal> unreadable() {
    return Outcome.refused(new PolicyRefusal.UnreadableSignatures("not policies with signatures"));
  }
}
