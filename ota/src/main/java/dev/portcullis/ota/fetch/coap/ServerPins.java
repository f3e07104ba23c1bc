package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
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
 * Takes a server that proves one of the pinned keys, shown raw or in a certificate. Neither a name
 * nor a date is looked at: a car has no clock it may simply believe, and a key no other holder.
 */
final class ServerPins implements NewAdvancedCertificateVerifier {

  private final Set<Digest> pins;
  private volatile boolean sawAnother;

  /** Pins are digests of a SubjectPublicKeyInfo. */
  ServerPins(Set<Digest> pins) {
    this.pins = pins;
  }

  boolean sawAnother() {
    return sawAnother;
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(CertificateType.RAW_PUBLIC_KEY, CertificateType.X_509);
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
    var key = message.getPublicKey();
    if (key != null && pins.contains(Digest.of(Bytes.of(key.getEncoded())))) {
      return new CertificateVerificationResult(connection, key, null);
    }
    sawAnother = true;
    var alert = new AlertMessage(AlertLevel.FATAL, AlertDescription.BAD_CERTIFICATE);
    return new CertificateVerificationResult(
        connection, new HandshakeException("not the pinned server", alert), null);
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
