package dev.portcullis.agent.link;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Names what the network and TLS throw. */
final class Faults {

  private static final String ALERT = "fatal alert: ";

  /** How far a connection had come. */
  enum Stage {
    /** Name and TCP. */
    REACHING,
    /** The TLS handshake. */
    SECURING,
    /** Anything after it. */
    TALKING
  }

  private Faults() {}

  /** The named cause of {@code fault}. */
  static Why of(Stage stage, IOException fault) {
    var cause =
        switch (stage) {
          case REACHING -> reaching(fault);
          case SECURING, TALKING -> talking(fault);
        };
    return new Why(cause, text(fault));
  }

  /** The message of {@code fault}, or its name where it has none. */
  static String text(Throwable fault) {
    var message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : message;
  }

  private static Cause reaching(IOException fault) {
    var text = text(fault).toLowerCase(Locale.ROOT);
    return switch (fault) {
      case UnknownHostException _ -> Cause.UNKNOWN_HOST;
      case SocketTimeoutException _ -> Cause.CONNECT_TIMEOUT;
      case NoRouteToHostException _ -> Cause.UNREACHABLE;
      case ConnectException _ when text.contains("timed out") -> Cause.CONNECT_TIMEOUT;
      case ConnectException _ when text.contains("unreachable") -> Cause.UNREACHABLE;
      case ConnectException _ -> Cause.CONNECTION_REFUSED;
      default -> Cause.UNREACHABLE;
    };
  }

  private static Cause talking(IOException fault) {
    if (fault instanceof SocketTimeoutException) {
      return Cause.MUTE_PEER;
    }
    var alert = alert(fault);
    if (alert.isPresent()) {
      return alerted(alert.get());
    }
    var certificate = certificate(fault);
    if (certificate.isPresent()) {
      return certificate.get();
    }
    boolean broken =
        fault instanceof SocketException
            || fault instanceof EOFException
            || fault.getCause() instanceof EOFException
            || fault.getCause() instanceof SocketException;
    return fault instanceof SSLException && !broken ? Cause.TLS_FAILED : Cause.CONNECTION_LOST;
  }

  /** The name of the alert the broker sent (RFC 8446, section 6.2). */
  private static Optional<String> alert(IOException fault) {
    var text = text(fault);
    int at = text.indexOf(ALERT);
    return fault instanceof SSLException && text.contains("Received") && at >= 0
        ? Optional.of(text.substring(at + ALERT.length()))
        : Optional.empty();
  }

  private static Cause alerted(String alert) {
    return switch (alert) {
      case "certificate_expired" -> Cause.CERTIFICATE_EXPIRED;
      case "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_unknown",
          "certificate_required",
          "unknown_ca",
          "access_denied" ->
          Cause.CERTIFICATE_REFUSED;
      default -> Cause.TLS_FAILED;
    };
  }

  private static Optional<Cause> certificate(IOException fault) {
    Optional<Cause> found = Optional.empty();
    Throwable link = fault;
    while (link != null) {
      var cause = certificateCause(link);
      if (cause.isPresent()) {
        // The innermost says most: "expired" lies below "path building failed".
        found = cause;
      }
      link = link.getCause();
    }
    return found;
  }

  private static Optional<Cause> certificateCause(Throwable link) {
    return switch (link) {
      case CertificateExpiredException _ -> Optional.of(Cause.BROKER_CERTIFICATE_EXPIRED);
      case CertificateNotYetValidException _ -> Optional.of(Cause.BROKER_CERTIFICATE_EXPIRED);
      case CertificateException named when isAboutTheName(text(named)) ->
          Optional.of(Cause.BROKER_NAME_MISMATCH);
      case CertificateException _ -> Optional.of(Cause.BROKER_NOT_TRUSTED);
      case CertPathBuilderException _ -> Optional.of(Cause.BROKER_NOT_TRUSTED);
      case CertPathValidatorException _ -> Optional.of(Cause.BROKER_NOT_TRUSTED);
      default -> Optional.empty();
    };
  }

  private static boolean isAboutTheName(String text) {
    return text.startsWith("No subject alternative") || text.startsWith("No name matching");
  }
}
