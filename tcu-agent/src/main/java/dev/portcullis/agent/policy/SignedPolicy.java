package dev.portcullis.agent.policy;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.cose.TooFewSignatures;

/**
 * A policy whose exact bytes a threshold of the policy authority's keys signed: the JSON as it was
 * written, and beside it a CBOR array of detached COSE_Sign1 signatures (RFC 9052, section 4.2; typ
 * {@value #TYPE}). The JSON is never written anew, so there is nothing to canonicalise.
 */
public final class SignedPolicy {

  /** The typ that separates a policy's signature from all others. */
  public static final String TYPE = "portcullis/policy/1";

  /** How many bytes a policy may have. */
  public static final int MAX_SIZE = 256 * 1024;

  /** How many bytes a policy with its signatures may have. */
  public static final int MAX_BUNDLE = MAX_SIZE + 9 * 1024;

  private static final CborLimits BUNDLE = new CborLimits(MAX_BUNDLE, 2, 3);

  private final Policy policy;
  private final Bytes json;
  private final Bytes signatures;

  private SignedPolicy(Policy policy, Bytes json, Bytes signatures) {
    this.policy = policy;
    this.json = json;
    this.signatures = signatures;
  }

  /** What the signed bytes say. */
  public Policy policy() {
    return policy;
  }

  /** The bytes that were signed. */
  public Bytes json() {
    return json;
  }

  /**
   * Policy and signatures as one file, which is replaced as a whole: a CBOR array of two byte
   * strings. After a power cut the old one lies there or the new one, and never half of each.
   */
  public Bytes bundle() {
    return Cbor.encode(CborItem.CborArray.of(CborItem.bytes(json), CborItem.bytes(signatures)));
  }

  /** Verifies what {@link #bundle} wrote, as if it came from anywhere. */
  public static Outcome<SignedPolicy, PolicyRefusal> verifyBundle(
      Bytes bundle, SigningAuthority authority) {
    return Cbor.decode(bundle, BUNDLE)
                instanceof Outcome.Passed<CborItem, ?>(CborItem.CborArray(var parts))
            && parts.size() == 2
            && parts.getFirst() instanceof CborItem.ByteString(var json)
            && parts.getLast() instanceof CborItem.ByteString(var signatures)
        ? verify(json, signatures, authority)
        : Outcome.refused(new PolicyRefusal.UnreadableSignatures("not a policy with signatures"));
  }

  /** Checks size and signatures, and only then reads the JSON. */
  public static Outcome<SignedPolicy, PolicyRefusal> verify(
      Bytes json, Bytes signatures, SigningAuthority authority) {
    if (json.size() > MAX_SIZE) {
      return Outcome.refused(new PolicyRefusal.TooLarge(json.size()));
    }
    return DetachedSignatures.parse(signatures)
        .mapRefusal(SignedPolicy::unreadable)
        .then(list -> list.verify(authority, TYPE, json).mapRefusal(SignedPolicy::tooFew))
        .then(PolicyReader::read)
        .map(policy -> new SignedPolicy(policy, json, signatures));
  }

  private static PolicyRefusal unreadable(CoseRefusal reason) {
    return new PolicyRefusal.UnreadableSignatures(reason.name());
  }

  private static PolicyRefusal tooFew(TooFewSignatures held) {
    return new PolicyRefusal.TooFewSignatures(held.valid(), held.required());
  }
}
