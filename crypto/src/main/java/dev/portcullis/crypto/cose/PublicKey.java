package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public key whose point was checked when it was made: a COSE_Key (RFC 9052, section 7) of
 * exactly its required members, so that its encoding is also what RFC 9679 takes the thumbprint of.
 */
public final class PublicKey {

  private static final CborLimits LIMITS = new CborLimits(128, 1, 16);

  private static final Uint KTY = new Uint(1);
  private static final NegativeInt CRV = new NegativeInt(0);
  private static final NegativeInt X = new NegativeInt(1);
  private static final NegativeInt Y = new NegativeInt(2);
  private static final Uint KTY_OKP = new Uint(1);
  private static final Uint KTY_EC2 = new Uint(2);
  private static final Uint CRV_P256 = new Uint(1);
  private static final Uint CRV_ED25519 = new Uint(6);
  private static final int EC2_MEMBERS = 4;
  private static final int OKP_MEMBERS = 3;

  private final Algorithm algorithm;
  private final Bytes x;
  private final Optional<Bytes> y;
  private final PublicPoint point;
  private final Bytes encoded;
  private final Digest thumbprint;

  private PublicKey(Algorithm algorithm, Bytes x, Optional<Bytes> y, PublicPoint point) {
    this.algorithm = algorithm;
    this.x = x;
    this.y = y;
    this.point = point;
    this.encoded = Cbor.encode(coseKey(algorithm, x, y));
    this.thumbprint = Digest.of(encoded);
  }

  /** Reads an encoded COSE_Key of exactly the members kty, crv, x and, for P-256, y. */
  public static Outcome<PublicKey, CoseRefusal> parse(Bytes coseKey) {
    return switch (Cbor.decode(coseKey, LIMITS)) {
      case Outcome.Passed<CborItem, ?>(CborItem item) -> parse(item);
      case Outcome.Refused<CborItem, ?> _ -> Outcome.refused(CoseRefusal.NOT_CBOR);
    };
  }

  /** Reads a COSE_Key within a larger structure. */
  public static Outcome<PublicKey, CoseRefusal> parse(CborItem coseKey) {
    if (!(coseKey instanceof CborMap(var entries)) || entries.size() < OKP_MEMBERS) {
      return Outcome.refused(CoseRefusal.BAD_KEY);
    }
    boolean ec2 =
        entries.size() == EC2_MEMBERS
            && is(entries.get(0), KTY, KTY_EC2)
            && is(entries.get(1), CRV, CRV_P256);
    if (ec2
        && entries.get(2) instanceof CborMap.Entry(CborItem xKey, ByteString(Bytes x))
        && entries.get(3) instanceof CborMap.Entry(CborItem yKey, ByteString(Bytes y))
        && xKey.equals(X)
        && yKey.equals(Y)) {
      return p256(x, y);
    }
    boolean okp =
        entries.size() == OKP_MEMBERS
            && is(entries.get(0), KTY, KTY_OKP)
            && is(entries.get(1), CRV, CRV_ED25519);
    if (okp
        && entries.get(2) instanceof CborMap.Entry(CborItem xKey, ByteString(Bytes x))
        && xKey.equals(X)) {
      return ed25519(x);
    }
    return Outcome.refused(CoseRefusal.BAD_KEY);
  }

  /**
   * The P-256 key at (x, y), each 32 bytes big-endian. Refuses {@code BAD_KEY} for another size and
   * {@code NOT_ON_CURVE} for coordinates of no point.
   */
  public static Outcome<PublicKey, CoseRefusal> p256(Bytes x, Bytes y) {
    return P256.point(x, y)
        .map(point ->
            new PublicKey(Algorithm.ES256, x, Optional.of(y), new PublicPoint.OfP256(point)));
  }

  /**
   * The Ed25519 key with the 32-byte encoding {@code x} (RFC 8032, section 5.1.2). Refuses {@code
   * NOT_ON_CURVE} for what is no point or one outside the prime-order group, under which one
   * signature could hold for several messages.
   */
  public static Outcome<PublicKey, CoseRefusal> ed25519(Bytes x) {
    if (x.size() != Ed25519.PUBLIC_KEY_SIZE) {
      return Outcome.refused(CoseRefusal.BAD_KEY);
    }
    Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(x.toArray(), 0);
    return point == null
        ? Outcome.refused(CoseRefusal.NOT_ON_CURVE)
        : Outcome.passed(
            new PublicKey(Algorithm.EDDSA, x, Optional.empty(), new PublicPoint.OfEd25519(point)));
  }

  /** What this key signs with. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The x coordinate (P-256) or the whole encoding (Ed25519), 32 bytes. */
  public Bytes x() {
    return x;
  }

  /** The y coordinate of a P-256 key, 32 bytes. */
  public Optional<Bytes> y() {
    return y;
  }

  /** The deterministic encoding as COSE_Key, public members only. */
  public Bytes encoded() {
    return encoded;
  }

  /** This key as an item of a larger structure. */
  public CborMap item() {
    return coseKey(algorithm, x, y);
  }

  /** The SHA-256 COSE Key Thumbprint (RFC 9679). */
  public Digest thumbprint() {
    return thumbprint;
  }

  /**
   * Passes with {@code message} where {@code signature} is this key's over it: 64 bytes, r and s
   * for ES256 (RFC 9053, section 2.1). Refuses {@code NO_SIGNATURE} or {@code BAD_SIGNATURE}.
   */
  public Outcome<Bytes, CoseRefusal> verify(Bytes message, Bytes signature) {
    if (signature.isEmpty()) {
      return Outcome.refused(CoseRefusal.NO_SIGNATURE);
    }
    return point.verifies(message.toArray(), signature.toArray())
        ? Outcome.passed(message)
        : Outcome.refused(CoseRefusal.BAD_SIGNATURE);
  }

  PublicPoint point() {
    return point;
  }

  private static boolean is(CborMap.Entry entry, CborItem key, CborItem value) {
    return entry.key().equals(key) && entry.value().equals(value);
  }

  private static CborMap coseKey(Algorithm algorithm, Bytes x, Optional<Bytes> y) {
    boolean ec2 = algorithm == Algorithm.ES256;
    List<CborMap.Entry> members = new ArrayList<>(EC2_MEMBERS);
    members.add(new CborMap.Entry(KTY, ec2 ? KTY_EC2 : KTY_OKP));
    members.add(new CborMap.Entry(CRV, ec2 ? CRV_P256 : CRV_ED25519));
    members.add(new CborMap.Entry(X, new ByteString(x)));
    y.ifPresent(value -> members.add(new CborMap.Entry(Y, new ByteString(value))));
    return new CborMap(members);
  }

  /** Keys are equal where their encodings are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey that && encoded.equals(that.encoded);
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }

  /** The algorithm and the first digits of the thumbprint. */
  @Override
  public String toString() {
    return algorithm + " key " + thumbprint.shortHex();
  }
}
