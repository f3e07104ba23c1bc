package dev.portcullis.crypto.signature;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborMap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/**
 * The members of a COSE_Key that its thumbprint is taken of (RFC 9679 section 4), for the kinds of
 * keys that our own messages do not know: our messages still name such a key by its thumbprint.
 */
final class CoseMembers {

  private static final CborItem KTY = CborItem.uint(1);
  private static final CborItem KTY_EC2 = CborItem.uint(2);
  private static final CborItem KTY_RSA = CborItem.uint(3);
  private static final CborItem KTY_AKP = CborItem.uint(7);
  private static final CborItem ALG = CborItem.uint(3);

  /** −48, −49 and −50. */
  private static final CborItem ALG_ML_DSA_44 = new CborItem.NegativeInt(47);

  private static final CborItem ALG_ML_DSA_65 = new CborItem.NegativeInt(48);
  private static final CborItem ALG_ML_DSA_87 = new CborItem.NegativeInt(49);

  private static final CborItem CRV_P384 = CborItem.uint(2);

  private CoseMembers() {}

  /** Of a P-384 key (RFC 9053 section 7.1.1). */
  static Digest thumbprint(ECPublicKeyParameters p384) {
    var point = p384.getQ().normalize();
    return digest(
        KTY_EC2,
        CRV_P384,
        CborItem.bytes(Bytes.of(point.getAffineXCoord().getEncoded())),
        CborItem.bytes(Bytes.of(point.getAffineYCoord().getEncoded())));
  }

  /** Of an RSA key: modulus and exponent without a leading zero (RFC 8230 section 4). */
  static Digest thumbprint(RSAKeyParameters rsa) {
    return digest(KTY_RSA, unsigned(rsa.getModulus()), unsigned(rsa.getExponent()));
  }

  /** Of an ML-DSA key, whose algorithm is required too (draft-ietf-cose-dilithium-11). */
  static Digest thumbprint(MlDsaSize size, MLDSAPublicKeyParameters key) {
    return Digest.of(
        Cbor.encode(
            new CborMap(
                List.of(
                    new CborMap.Entry(KTY, KTY_AKP),
                    new CborMap.Entry(ALG, algorithm(size)),
                    new CborMap.Entry(
                        new CborItem.NegativeInt(0),
                        CborItem.bytes(Bytes.of(key.getEncoded())))))));
  }

  private static CborItem algorithm(MlDsaSize size) {
    return switch (size) {
      case ML_DSA_44 -> ALG_ML_DSA_44;
      case ML_DSA_65 -> ALG_ML_DSA_65;
      case ML_DSA_87 -> ALG_ML_DSA_87;
    };
  }

  /** The members of a kind have the labels −1, −2, … in this order. */
  private static Digest digest(CborItem kind, CborItem... members) {
    var entries = new ArrayList<CborMap.Entry>();
    entries.add(new CborMap.Entry(KTY, kind));
    for (int i = 0; i < members.length; i++) {
      entries.add(new CborMap.Entry(new CborItem.NegativeInt(i), members[i]));
    }
    return Digest.of(Cbor.encode(new CborMap(entries)));
  }

  private static CborItem unsigned(BigInteger positive) {
    var bytes = Bytes.of(positive.toByteArray());
    return CborItem.bytes(bytes.at(0) == 0 ? bytes.slice(1, bytes.size()) : bytes);
  }
}
