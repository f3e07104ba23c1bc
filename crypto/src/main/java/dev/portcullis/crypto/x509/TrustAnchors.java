package dev.portcullis.crypto.x509;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.x509.CertificateRefusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The certificate authorities a peer's chain may end in: at least one, each allowed to issue. */
public final class TrustAnchors {

  private static final int KEY_CERT_SIGN = 5;

  private final List<X509Certificate> authorities;

  private TrustAnchors(List<X509Certificate> authorities) {
    this.authorities = authorities;
  }

  /** Reads a PEM file of authorities. */
  public static Outcome<TrustAnchors, CertificateRefusal> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return parse(Bytes.of(in.readNBytes(PemCertificates.MAX_SIZE + 1)), file.toString());
    } catch (NoSuchFileException e) {
      return Outcome.refused(new CertificateRefusal(Reason.FILE_MISSING, file.toString(), ""));
    } catch (IOException e) {
      return Outcome.refused(
          new CertificateRefusal(
              Reason.FILE_UNREADABLE, file.toString(), String.valueOf(e.getMessage())));
    }
  }

  /**
   * Reads authorities from PEM.
   *
   * @param where what a refusal calls the place
   */
  public static Outcome<TrustAnchors, CertificateRefusal> parse(Bytes pem, String where) {
    return PemCertificates.parse(pem, where).then(found -> of(found, where));
  }

  /** The authorities {@code certificates}, each of which must be one. */
  public static Outcome<TrustAnchors, CertificateRefusal> of(
      List<X509Certificate> certificates, String where) {
    if (certificates.isEmpty()) {
      return Outcome.refused(new CertificateRefusal(Reason.NO_CERTIFICATE, where, ""));
    }
    for (X509Certificate certificate : certificates) {
      if (!mayIssue(certificate)) {
        var subject = certificate.getSubjectX500Principal().getName();
        return Outcome.refused(new CertificateRefusal(Reason.NOT_AN_AUTHORITY, where, subject));
      }
    }
    return Outcome.passed(new TrustAnchors(List.copyOf(certificates)));
  }

  /** The authorities' certificates. */
  public List<X509Certificate> authorities() {
    return authorities;
  }

  /** The authorities for a PKIX validation. */
  public Set<TrustAnchor> pkix() {
    return authorities.stream()
        .map(authority -> new TrustAnchor(authority, null))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** RFC 5280 sections 4.2.1.9 and 4.2.1.3; an absent key usage restricts nothing. */
  private static boolean mayIssue(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return certificate.getBasicConstraints() >= 0 && (usage == null || usage[KEY_CERT_SIGN]);
  }
}
