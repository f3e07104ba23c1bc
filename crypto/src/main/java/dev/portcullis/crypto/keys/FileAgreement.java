package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;

/** Takes a private key out of a PKCS#12 file into an {@link AgreementKeyPair}. */
final class FileAgreement {

  private FileAgreement() {}

  static Outcome<AgreementKeyPair, KeyRefusal> of(
      PrivateKey key, X509Certificate certificate, String where) {
    return key instanceof ECPrivateKey ec
        ? CertificateKey.p256(certificate, where)
            .then(expected ->
                AgreementKeyPair.of(SecretBytes.takeOver(CertificateKey.fixedSize(ec.getS())))
                    .mapRefusal(why -> new KeyRefusal(Reason.WRONG_KEY_TYPE, where, why.toString()))
                    .then(pair ->
                        pair.publicKey().equals(expected)
                            ? Outcome.passed(pair)
                            : refused(Reason.KEY_NOT_OF_CERTIFICATE, where, "")))
        : refused(Reason.WRONG_KEY_TYPE, where, "it is " + key.getAlgorithm());
  }

  private static <T> Outcome<T, KeyRefusal> refused(Reason reason, String where, String detail) {
    return Outcome.refused(new KeyRefusal(reason, where, detail));
  }
}
