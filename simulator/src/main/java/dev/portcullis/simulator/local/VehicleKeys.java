package dev.portcullis.simulator.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
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

/** Takes the vehicle's raw public key if it is the pinned one, and remembers what was shown. */
final class VehicleKeys implements NewAdvancedCertificateVerifier {

  private final VehiclePin pin;
  private volatile Optional<Digest> shown = Optional.empty();
  private volatile Optional<Digest> other = Optional.empty();

  VehicleKeys(VehiclePin pin) {
    this.pin = pin;
  }

  Optional<Digest> shown() {
    return shown;
  }

  boolean sawAnother() {
    return other.isPresent();
  }

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
    var key = message.getPublicKey();
    if (key != null
        && RawKey.parse(Bytes.of(key.getEncoded()))
            instanceof Outcome.Passed<PublicKey, LocalTrouble>(var parsed)
        && isExpected(parsed.thumbprint())) {
      return new CertificateVerificationResult(connection, key, null);
    }
    var alert = new AlertMessage(AlertLevel.FATAL, AlertDescription.BAD_CERTIFICATE);
    return new CertificateVerificationResult(
        connection, new HandshakeException("not the vehicle", alert), null);
  }

  private boolean isExpected(Digest thumbprint) {
    boolean expected =
        switch (pin) {
          case VehiclePin.Any() -> true;
          case VehiclePin.Pinned(var pinned) -> pinned.equals(thumbprint);
        };
    if (expected) {
      shown = Optional.of(thumbprint);
    } else {
      other = Optional.of(thumbprint);
    }
    return expected;
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
