package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What several keys signed, each for itself: a CBOR array of byte strings, each one a COSE_Sign1
 * with a detached payload (RFC 9052, section 4.2). What is signed are exact bytes that travel
 * beside, so nothing is canonicalised.
 *
 * <p>A member that is no such signature, or not by a key of the authority, counts nothing and does
 * no harm: a list can then carry signatures of a new algorithm for those who know it.
 */
public final class DetachedSignatures {

  /** How many there may be; each costs at most one verification. */
  public static final int MOST = 16;

  /** How many bytes one may have: those of post-quantum algorithms have more than 3,000. */
  public static final int LARGEST = 4096;

  private static final CborLimits LIMITS = new CborLimits(8 * 1024, 2, 64);

  private final List<Bytes> signatures;

  private DetachedSignatures(List<Bytes> signatures) {
    this.signatures = List.copyOf(signatures);
  }

  /**
   * Reads an encoded list of at most 8 KiB. Refuses {@code TOO_LARGE}, {@code NOT_CBOR} and {@code
   * WRONG_STRUCTURE}.
   */
  public static Outcome<DetachedSignatures, CoseRefusal> parse(Bytes encoded) {
    if (encoded.size() > LIMITS.bytes()) {
      return Outcome.refused(CoseRefusal.TOO_LARGE);
    }
    return switch (Cbor.decode(encoded, LIMITS)) {
      case Outcome.Passed<CborItem, ?>(CborItem item) -> parse(item);
      case Outcome.Refused<CborItem, ?> _ -> Outcome.refused(CoseRefusal.NOT_CBOR);
    };
  }

  /** Reads a list within a larger structure, which bounds it. */
  public static Outcome<DetachedSignatures, CoseRefusal> parse(CborItem list) {
    if (!(list instanceof CborArray(var items))) {
      return Outcome.refused(CoseRefusal.WRONG_STRUCTURE);
    }
    if (items.size() > MOST) {
      return Outcome.refused(CoseRefusal.TOO_LARGE);
    }
    List<Bytes> signatures = new ArrayList<>(items.size());
    for (CborItem item : items) {
      if (!(item instanceof ByteString(Bytes signature))) {
        return Outcome.refused(CoseRefusal.WRONG_STRUCTURE);
      }
      if (signature.size() > LARGEST) {
        return Outcome.refused(CoseRefusal.TOO_LARGE);
      }
      signatures.add(signature);
    }
    return Outcome.passed(new DetachedSignatures(signatures));
  }

  /** The signature of each of {@code signers} over {@code payload}. */
  public static DetachedSignatures sign(List<? extends Signer> signers, String typ, Bytes payload) {
    return new DetachedSignatures(
        signers.stream().map(signer -> Sign1.signDetached(signer, typ, payload)).toList());
  }

  /**
   * Passes with {@code payload} where a threshold of different keys signed it as a message of the
   * kind {@code typ}. A key that signed twice counts once.
   */
  public Outcome<Bytes, TooFewSignatures> verify(
      SigningAuthority authority, String typ, Bytes payload) {
    Set<Digest> signers = new HashSet<>();
    for (Bytes signature : signatures) {
      if (Sign1.parseDetached(signature, typ, payload)
              instanceof Outcome.Passed<Sign1, ?>(Sign1 signed)
          && !signers.contains(signed.keyId())
          && isBy(authority, signed)) {
        signers.add(signed.keyId());
      }
    }
    return signers.size() < authority.threshold()
        ? Outcome.refused(new TooFewSignatures(signers.size(), authority.threshold()))
        : Outcome.passed(payload);
  }

  private static boolean isBy(SigningAuthority authority, Sign1 signed) {
    return authority
        .key(signed.keyId())
        .filter(key -> signed.verify(key) instanceof Outcome.Passed<?, ?>)
        .isPresent();
  }

  /** The list as an item of a larger structure. */
  public CborArray item() {
    return new CborArray(signatures.stream().<CborItem>map(CborItem::bytes).toList());
  }

  /** The encoded list. */
  public Bytes encoded() {
    return Cbor.encode(item());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DetachedSignatures that && signatures.equals(that.signatures);
  }

  @Override
  public int hashCode() {
    return signatures.hashCode();
  }

  /** How many there are. */
  @Override
  public String toString() {
    return signatures.size() + " detached signatures";
  }
}
