package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** ES256 inside a token: the key stays there, only the message's digest goes in. */
final class TokenSigner implements Signer {

  private final PrivateKey key;
  private final PublicKey publicKey;
  private final Provider provider;
  private final String where;

  private TokenSigner(PrivateKey key, PublicKey publicKey, Provider provider, String where) {
    this.key = key;
    this.publicKey = publicKey;
    this.provider = provider;
    this.where = where;
  }

  /** Signs once on trial, so that a key that does not belong to its certificate is seen now. */
  static Outcome<Signer, KeyRefusal> of(
      PrivateKey key, X509Certificate certificate, Provider provider, String where) {
    return CertificateKey.p256(certificate, where)
        .then(publicKey ->
            CertificateKey.matching(new TokenSigner(key, publicKey, provider, where), where));
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * Signs {@code message}.
   *
   * @throws TokenGoneException if the token does not answer, for instance because it was pulled
   */
  @Override
  public Bytes sign(Bytes message) {
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format", provider);
      signature.initSign(key);
      signature.update(message.toArray());
      return Bytes.of(signature.sign());
    } catch (GeneralSecurityException | ProviderException e) {
      throw new TokenGoneException(where, e);
    }
  }
}
