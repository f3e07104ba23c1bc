package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;

/** The public key of a certificate as our own. */
final class CertificateKey {

  static final int FIELD_SIZE = 32;

  private static final Bytes TRIAL = Bytes.utf8("portcullis: does this key belong here?");

  private CertificateKey() {}

  static Outcome<PublicKey, KeyRefusal> p256(X509Certificate certificate, String where) {
    if (!(certificate.getPublicKey() instanceof ECPublicKey key)
        || key.getParams().getCurve().getField().getFieldSize() != FIELD_SIZE * 8) {
      return wrongType(certificate, where);
    }
    // A curve of the same size with other parameters fails here: its points are not on P-256.
    return PublicKey.p256(
            Bytes.of(fixedSize(key.getW().getAffineX())),
            Bytes.of(fixedSize(key.getW().getAffineY())))
        .mapRefusal(
            refusal -> new KeyRefusal(Reason.WRONG_KEY_TYPE, where, "not P-256: " + refusal));
  }

  static Outcome<PublicKey, KeyRefusal> ed25519(X509Certificate certificate, String where) {
    if (!(certificate.getPublicKey() instanceof EdECPublicKey key)
        || !key.getParams().getName().equals("Ed25519")) {
      return wrongType(certificate, where);
    }
    byte[] encoded = key.getEncoded();
    return PublicKey.ed25519(Bytes.copyOf(encoded, encoded.length - FIELD_SIZE, encoded.length))
        .mapRefusal(
            refusal -> new KeyRefusal(Reason.WRONG_KEY_TYPE, where, "not Ed25519: " + refusal));
  }

  /** Passes {@code signer} on if what it signs verifies under the certificate's key. */
  static Outcome<Signer, KeyRefusal> matching(Signer signer, String where) {
    return signer
        .publicKey()
        .verify(TRIAL, signer.sign(TRIAL))
        .map(_ -> signer)
        .mapRefusal(_ -> new KeyRefusal(Reason.KEY_NOT_OF_CERTIFICATE, where, ""));
  }

  /** The big-endian 32 bytes of a number of at most that size. */
  static byte[] fixedSize(BigInteger value) {
    byte[] signed = value.toByteArray();
    var fixed = new byte[FIELD_SIZE];
    int size = Math.min(signed.length, FIELD_SIZE);
    System.arraycopy(signed, signed.length - size, fixed, FIELD_SIZE - size, size);
    Arrays.fill(signed, (byte) 0);
    return fixed;
  }

  private static <T> Outcome<T, KeyRefusal> wrongType(X509Certificate certificate, String where) {
    var algorithm = certificate.getPublicKey().getAlgorithm();
    return Outcome.refused(new KeyRefusal(Reason.WRONG_KEY_TYPE, where, "it is " + algorithm));
  }
}
