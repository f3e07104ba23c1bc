package dev.portcullis.simulator.repository.coap;

import dev.portcullis.crypto.x509.TrustAnchors;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;

/**
 * Takes who shows a certificate of the authority, valid by the simulator's clock and for a client:
 * judged by the JDK as over HTTPS, and not by Californium, which would look at the wall clock.
 */
final class CallerCertificates implements NewAdvancedCertificateVerifier {

  private final TrustAnchors anchors;
  private final InstantSource clock;

  CallerCertificates(TrustAnchors anchors, InstantSource clock) {
    this.anchors = anchors;
    this.clock = clock;
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(CertificateType.X_509);
  }

  @Override
  public CertificateVerificationResult verifyCertificate(
      ConnectionId connection,
      @Nullable ServerNames serverNames,
      InetSocketAddress peer,
      boolean clientUsage,
      boolean verifySubject,
      boolean truncateCertificatePath,
      CertificateMessage message) {
    var path = message.getCertificateChain();
    if (path != null && !path.getCertificates().isEmpty()) {
      try {
        var chain = path.getCertificates().toArray(X509Certificate[]::new);
        pkix().checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
        return new CertificateVerificationResult(connection, path, null);
      } catch (CertificateException e) {
        return refused(connection, e);
      }
    }
    return refused(connection, new CertificateException("it shows none"));
  }

  private X509TrustManager pkix() throws CertificateException {
    try {
      var parameters = new PKIXBuilderParameters(anchors.pkix(), new X509CertSelector());
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(clock.instant()));
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(new CertPathTrustManagerParameters(parameters));
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new CertificateException("no path validation in this JDK", e);
    }
  }

  private static CertificateVerificationResult refused(
      ConnectionId connection, CertificateException why) {
    var alert = new AlertMessage(AlertLevel.FATAL, AlertDescription.BAD_CERTIFICATE);
    return new CertificateVerificationResult(
        connection, new HandshakeException("not of this fleet", alert, why), null);
  }

  @Override
  public List<X500Principal> getAcceptedIssuers() {
    return anchors.authorities().stream().map(X509Certificate::getSubjectX500Principal).toList();
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    // Every verdict is given at once.
  }
}
