package dev.portcullis.agent.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
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

/**
 * The vehicle's identity key, shown as a raw public key. It may live in a token: then only the
 * token's provider can sign with it, and the JDK finds that by the key.
 *
 * <p>Californium's own provider would sign a text with SHA-1 to see whether the keys are a pair,
 * and would look at the certificates above, which are nobody's business here.
 */
final class VehicleKey implements CertificateProvider {

  private static final byte[] TRIAL = "portcullis: does this key belong here?".getBytes(UTF_8);

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private VehicleKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Tries the key once, so that one that does not belong to its certificate is seen now. To be
   * called on the thread of the handshakes, before anything else of Californium's.
   */
  static Outcome<VehicleKey, LocalCause> of(X509KeyManager identity) {
    String[] aliases = identity.getServerAliases("EC", null);
    if (aliases == null || aliases.length == 0) {
      return Outcome.refused(LocalCause.KEY_UNUSABLE);
    }
    var privateKey = identity.getPrivateKey(aliases[0]);
    var publicKey = identity.getCertificateChain(aliases[0])[0].getPublicKey();
    boolean usable =
        PeerKey.parse(Bytes.of(publicKey.getEncoded())).isPresent()
            && isPair(privateKey, publicKey);
    return usable
        ? Outcome.passed(new VehicleKey(privateKey, publicKey))
        : Outcome.refused(LocalCause.KEY_UNUSABLE);
  }

  /**
   * Californium keeps one {@link Signature} for each thread, and the first key that it is given
   * decides for good whose it is: the token's, which also verifies, or the JDK's, which cannot sign
   * with a token's key. So the vehicle's key is the first on this thread.
   */
  private static boolean isPair(PrivateKey privateKey, PublicKey publicKey) {
    try {
      var signature =
          SignatureAndHashAlgorithm.SHA256_WITH_ECDSA.getThreadLocalSignature().currentWithCause();
      signature.initSign(privateKey);
      signature.update(TRIAL);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
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
    return List.of(CertificateType.RAW_PUBLIC_KEY);
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
    return new CertificateIdentityResult(connection, privateKey, publicKey);
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    // The key is given at once.
  }
}
