package dev.portcullis.crypto.signature;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.PublicKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** A curve of FIPS 186-5 that platforms sign with. */
final class Curve {

  static final Curve P256 = new Curve("P-256", SECObjectIdentifiers.secp256r1, 32);
  static final Curve P384 = new Curve("P-384", SECObjectIdentifiers.secp384r1, 48);

  private static final List<Curve> ALL = List.of(P256, P384);

  private final X9ECParameters parameters;
  private final ECNamedDomainParameters domain;
  private final int size;

  private Curve(String name, ASN1ObjectIdentifier id, int size) {
    this.parameters = CustomNamedCurves.getByName(name);
    this.domain = new ECNamedDomainParameters(id, parameters);
    this.size = size;
  }

  /** How many bytes a coordinate has, and each half of a signature. */
  int size() {
    return size;
  }

  ECNamedDomainParameters domain() {
    return domain;
  }

  static Optional<Curve> ofSize(int size) {
    for (Curve curve : ALL) {
      if (curve.size == size) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  static Optional<Curve> of(ECPublicKeyParameters key) {
    for (Curve curve : ALL) {
      if (curve.domain.equals(key.getParameters())) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  /** The same key on the curve as it is known here: by name, and with its fast arithmetic. */
  ECPublicKeyParameters named(ECPublicKeyParameters key) {
    var point = parameters.getCurve().importPoint(key.getQ());
    return new ECPublicKeyParameters(point, domain);
  }

  Optional<ECPublicKeyParameters> point(Bytes x, Bytes y) {
    var prime = parameters.getCurve().getField().getCharacteristic();
    var xs = new BigInteger(1, x.toArray());
    var ys = new BigInteger(1, y.toArray());
    if (x.size() != size
        || y.size() != size
        || xs.compareTo(prime) >= 0
        || ys.compareTo(prime) >= 0) {
      return Optional.empty();
    }
    var point = parameters.getCurve().createPoint(xs, ys);
    return point.isValid()
        ? Optional.of(new ECPublicKeyParameters(point, domain))
        : Optional.empty();
  }

  Optional<PublicKey> cose(ECPublicKeyParameters key) {
    return this == P256
        ? Optional.of(
            PublicKey.p256(
                    Bytes.of(key.getQ().getAffineXCoord().getEncoded()),
                    Bytes.of(key.getQ().getAffineYCoord().getEncoded()))
                .orFault())
        : Optional.empty();
  }
}
