package dev.portcullis.agent.local;

import dev.portcullis.crypto.Bytes;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
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
 * Takes any P-256 raw public key of a peer, and nothing else. The handshake proves that the peer
 * has the private key; who that is, the requests' own signatures say.
 */
final class PeerKeys implements NewAdvancedCertificateVerifier {

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(CertificateType.RAW_PUBLIC_KEY);
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
    var key = Optional.ofNullable(message.getPublicKey());
    if (key.flatMap(shown -> PeerKey.parse(Bytes.of(shown.getEncoded()))).isEmpty()) {
      var alert = new AlertMessage(AlertLevel.FATAL, AlertDescription.BAD_CERTIFICATE);
      return new CertificateVerificationResult(
          connection, new HandshakeException("no P-256 raw public key", alert), null);
    }
    return new CertificateVerificationResult(connection, key.get(), null);
  }

  @Override
  public List<X500Principal> getAcceptedIssuers() {
    return List.of();
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    // Every verdict is given at once.
  }
}
