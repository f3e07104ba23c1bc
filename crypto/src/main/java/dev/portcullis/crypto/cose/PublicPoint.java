package dev.portcullis.crypto.cose;

import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A decoded and validated curve point: decoding costs as much as a fifth of a verification. */
sealed interface PublicPoint {

  boolean verifies(byte[] message, byte[] signature);

  /** A point of P-256. */
  record OfP256(ECPublicKeyParameters parameters) implements PublicPoint {
    @Override
    public boolean verifies(byte[] message, byte[] signature) {
      return P256.verifies(parameters, message, signature);
    }
  }

  /** A point of Ed25519. */
  record OfEd25519(Ed25519.PublicPoint point) implements PublicPoint {
    @Override
    public boolean verifies(byte[] message, byte[] signature) {
      return signature.length == Ed25519.SIGNATURE_SIZE
          && Ed25519.verify(signature, 0, point, message, 0, message.length);
    }
  }
}
