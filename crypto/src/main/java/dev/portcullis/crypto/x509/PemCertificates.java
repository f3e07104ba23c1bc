package dev.portcullis.crypto.x509;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.x509.CertificateRefusal.Reason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates in PEM (RFC 7468), strictly: blocks of type CERTIFICATE, blank lines between them
 * and nothing else, so that a private key that slipped into the file is noticed.
 */
public final class PemCertificates {

  /** The largest file in bytes. */
  public static final int MAX_SIZE = 65_536;

  /** How many certificates one file may hold. */
  public static final int MAX_CERTIFICATES = 16;

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private final String where;
  private final List<X509Certificate> found = new ArrayList<>();

  private PemCertificates(String where) {
    this.where = where;
  }

  /**
   * Reads one to {@value #MAX_CERTIFICATES} certificates, in the order of the file.
   *
   * @param where what a refusal calls the place
   */
  public static Outcome<List<X509Certificate>, CertificateRefusal> parse(Bytes pem, String where) {
    if (pem.size() > MAX_SIZE) {
      return Outcome.refused(new CertificateRefusal(Reason.TOO_LARGE, where, ""));
    }
    return new PemCertificates(where).read(pem);
  }

  /** The certificates as {@link #parse} reads them. */
  public static Bytes encode(List<X509Certificate> certificates) {
    var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    var text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        var body = encoder.encodeToString(certificate.getEncoded());
        text.append(BEGIN).append('\n').append(body).append('\n').append(END).append('\n');
      } catch (CertificateException e) {
        throw new IllegalStateException("a parsed certificate has an encoding", e);
      }
    }
    return Bytes.utf8(text.toString());
  }

  private Outcome<List<X509Certificate>, CertificateRefusal> read(Bytes pem) {
    var lines = new String(pem.toArray(), StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    int line = 0;
    while (line < lines.length) {
      if (lines[line].isBlank()) {
        line++;
        continue;
      }
      if (!lines[line].equals(BEGIN)) {
        return refused(Reason.NOT_PEM, line, "expected " + BEGIN);
      }
      int begin = line;
      var body = new StringBuilder();
      for (line++; line < lines.length && !lines[line].equals(END); line++) {
        body.append(lines[line]);
      }
      if (line == lines.length) {
        return refused(Reason.NOT_PEM, begin, "the block has no end");
      }
      line++;
      if (found.size() == MAX_CERTIFICATES) {
        return refused(Reason.TOO_MANY, begin, "more than " + MAX_CERTIFICATES);
      }
      if (addCertificate(body.toString(), begin)
          instanceof Outcome.Refused<X509Certificate, CertificateRefusal>(var reason)) {
        return Outcome.refused(reason);
      }
    }
    return found.isEmpty()
        ? Outcome.refused(new CertificateRefusal(Reason.NO_CERTIFICATE, where, ""))
        : Outcome.passed(List.copyOf(found));
  }

  private Outcome<X509Certificate, CertificateRefusal> addCertificate(String base64, int line) {
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      var in = new ByteArrayInputStream(der);
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      if (in.available() > 0 || !Bytes.of(certificate.getEncoded()).equals(Bytes.of(der))) {
        return refused(Reason.BAD_CERTIFICATE, line, "bytes behind the certificate");
      }
      if (found.contains(certificate)) {
        return refused(Reason.DUPLICATE, line, certificate.getSubjectX500Principal().getName());
      }
      found.add(certificate);
      return Outcome.passed(certificate);
    } catch (IllegalArgumentException e) {
      return refused(Reason.NOT_PEM, line, "not Base64");
    } catch (CertificateException e) {
      return refused(Reason.BAD_CERTIFICATE, line, String.valueOf(e.getMessage()));
    }
  }

  private <T> Outcome<T, CertificateRefusal> refused(Reason reason, int line, String detail) {
    return Outcome.refused(new CertificateRefusal(reason, where + ":" + (line + 1), detail));
  }
}
