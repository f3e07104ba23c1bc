package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;

/** Takes a private key out of a PKCS#12 file into a {@link SoftwareSigner}. */
final class FileSigner {

  private FileSigner() {}

  static Outcome<Signer, KeyRefusal> of(PrivateKey key, X509Certificate certificate, String where) {
    return switch (key) {
      case ECPrivateKey ec ->
          CertificateKey.p256(certificate, where)
              .then(publicKey ->
                  make(
                      Algorithm.ES256,
                      SecretBytes.takeOver(CertificateKey.fixedSize(ec.getS())),
                      publicKey,
                      where));
      case EdECPrivateKey ed ->
          CertificateKey.ed25519(certificate, where)
              .then(publicKey ->
                  ed.getBytes()
                      .map(SecretBytes::takeOver)
                      .map(seed -> make(Algorithm.EDDSA, seed, publicKey, where))
                      .orElseGet(() -> refused(Reason.WRONG_KEY_TYPE, where, "no seed")));
      default -> refused(Reason.WRONG_KEY_TYPE, where, "it is " + key.getAlgorithm());
    };
  }

  private static Outcome<Signer, KeyRefusal> make(
      Algorithm algorithm, SecretBytes secret, PublicKey expected, String where) {
    return SoftwareSigner.of(algorithm, secret)
        .mapRefusal(refusal -> new KeyRefusal(Reason.WRONG_KEY_TYPE, where, refusal.toString()))
        .then(signer ->
            signer.publicKey().equals(expected)
                ? Outcome.passed(signer)
                : refused(Reason.KEY_NOT_OF_CERTIFICATE, where, ""));
  }

  private static <T> Outcome<T, KeyRefusal> refused(Reason reason, String where, String detail) {
    return Outcome.refused(new KeyRefusal(reason, where, detail));
  }
}
