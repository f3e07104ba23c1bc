package dev.portcullis.ota.fetch.coap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.CertificateIdentityResult;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.eclipse.californium.scandium.dtls.x509.CertificateProvider;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;

/** The unit's identity in a handshake. The key may live in a token, whose provider alone signs. */
final class UnitKey implements CertificateProvider {

  private static final byte[] TRIAL = "portcullis: does this key belong here?".getBytes(UTF_8);

  private final PrivateKey privateKey;
  private final List<X509Certificate> chain;
  private final ShownAs shownAs;

  private UnitKey(PrivateKey privateKey, List<X509Certificate> chain, ShownAs shownAs) {
    this.privateKey = privateKey;
    this.chain = chain;
    this.shownAs = shownAs;
  }

  /**
   * The P-256 key of {@code identity}, if it has one and signs with it. To be called on the thread
   * of the handshakes, before anything else of Californium's: it keeps one signature object for
   * each thread, and the first key it is given decides for good whose it is.
   */
  static Optional<UnitKey> of(X509KeyManager identity, ShownAs shownAs) {
    String[] aliases = identity.getClientAliases("EC", null);
    if (aliases == null || aliases.length == 0) {
      return Optional.empty();
    }
    var key =
        new UnitKey(
            identity.getPrivateKey(aliases[0]),
            List.of(identity.getCertificateChain(aliases[0])),
            shownAs);
    return key.signs() ? Optional.of(key) : Optional.empty();
  }

  private boolean signs() {
    try {
      var signature =
          SignatureAndHashAlgorithm.SHA256_WITH_ECDSA.getThreadLocalSignature().currentWithCause();
      signature.initSign(privateKey);
      signature.update(TRIAL);
      byte[] signed = signature.sign();
      signature.initVerify(chain.getFirst().getPublicKey());
      signature.update(TRIAL);
      return signature.verify(signed);
    } catch (GeneralSecurityException | ProviderException e) {
      return false;
    }
  }

  @Override
  public List<CertificateKeyAlgorithm> getSupportedCertificateKeyAlgorithms() {
    return List.of(CertificateKeyAlgorithm.EC);
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(shownAs.type());
  }

  @Override
  public CertificateIdentityResult requestCertificateIdentity(
      ConnectionId connection,
      boolean client,
      @Nullable List<X500Principal> issuers,
      @Nullable ServerNames serverNames,
      @Nullable List<CertificateKeyAlgorithm> keyAlgorithms,
      @Nullable List<SignatureAndHashAlgorithm> signatureAlgorithms,
      @Nullable List<SupportedGroup> curves) {
    return switch (shownAs) {
      case RAW_PUBLIC_KEY ->
          new CertificateIdentityResult(connection, privateKey, chain.getFirst().getPublicKey());
      case CERTIFICATE -> new CertificateIdentityResult(connection, privateKey, chain);
    };
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    // The key is given at once.
  }
}
