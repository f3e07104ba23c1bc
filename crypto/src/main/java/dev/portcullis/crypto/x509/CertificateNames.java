package dev.portcullis.crypto.x509;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.x509.CertificateRefusal.Reason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * The names an access rule may look at, taken from a certificate that was already verified.
 *
 * @param commonName the subject's only common name, as brokers use it for their access lists
 * @param dnsNames subject alternative names of type dNSName
 * @param addresses subject alternative names of type iPAddress, in text
 * @param uris subject alternative names of type URI
 */
public record CertificateNames(
    Optional<String> commonName, List<String> dnsNames, List<String> addresses, List<String> uris) {

  private static final int DNS_NAME = 2;
  private static final int URI = 6;
  private static final int IP_ADDRESS = 7;

  /** Copies the lists. */
  public CertificateNames {
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
    uris = List.copyOf(uris);
  }

  /**
   * Reads the names of {@code certificate}. Two common names are refused: two programs that each
   * take one of them would disagree on who this is.
   */
  public static Outcome<CertificateNames, CertificateRefusal> of(X509Certificate certificate) {
    var subject = certificate.getSubjectX500Principal();
    try {
      var commonNames = X500Name.getInstance(subject.getEncoded()).getRDNs(BCStyle.CN);
      if (commonNames.length > 1 || (commonNames.length == 1 && commonNames[0].isMultiValued())) {
        return Outcome.refused(
            new CertificateRefusal(Reason.AMBIGUOUS_NAME, subject.getName(), ""));
      }
      Optional<String> commonName =
          commonNames.length == 0
              ? Optional.empty()
              : Optional.of(text(commonNames[0].getFirst().getValue()));
      return Outcome.passed(
          new CertificateNames(
              commonName,
              alternatives(certificate, DNS_NAME),
              alternatives(certificate, IP_ADDRESS),
              alternatives(certificate, URI)));
    } catch (CertificateParsingException | IllegalArgumentException e) {
      return Outcome.refused(
          new CertificateRefusal(
              Reason.BAD_CERTIFICATE, subject.getName(), String.valueOf(e.getMessage())));
    }
  }

  private static String text(org.bouncycastle.asn1.ASN1Encodable value) {
    return value instanceof org.bouncycastle.asn1.ASN1String string
        ? string.getString()
        : IETFUtils.valueToString(value);
  }

  private static List<String> alternatives(X509Certificate certificate, int type)
      throws CertificateParsingException {
    var names = new ArrayList<String>();
    var all = certificate.getSubjectAlternativeNames();
    if (all != null) {
      for (List<?> name : all) {
        if (name.get(0).equals(type) && name.get(1) instanceof String text) {
          names.add(text);
        }
      }
    }
    return names;
  }
}
