package dev.portcullis.crypto.x509;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.signature.KeyFault;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.VerificationKey;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One certificate of a chain, read and not verified. Nothing in it is to be relied upon. */
public final class ChainCertificate {

  /** The largest certificate in bytes: of real platforms none has 3 KiB. */
  public static final int MAX_SIZE = 8192;

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_CERT_SIGN = 5;
  private static final int NO_AUTHORITY = -1;

  /** RFC 5758 and RFC 4055. */
  private static final Map<String, Scheme> SCHEMES =
      Map.of(
          "1.2.840.10045.4.3.2", Scheme.ECDSA_SHA256_DER,
          "1.2.840.10045.4.3.3", Scheme.ECDSA_SHA384_DER,
          "1.2.840.10045.4.3.4", Scheme.ECDSA_SHA512_DER,
          "1.2.840.113549.1.1.11", Scheme.RS256,
          "1.2.840.113549.1.1.12", Scheme.RSA_SHA384,
          "1.2.840.113549.1.1.13", Scheme.RSA_SHA512,
          "1.3.101.112", Scheme.EDDSA);

  /** Basic constraints and key usage are enforced; extended key usage concerns nobody here. */
  private static final Set<String> ENFORCED = Set.of("2.5.29.19", "2.5.29.15", "2.5.29.37");

  private final X509Certificate certificate;
  private final Bytes encoded;
  private final VerificationKey key;
  private final Scheme scheme;

  private ChainCertificate(
      X509Certificate certificate, Bytes encoded, VerificationKey key, Scheme scheme) {
    this.certificate = certificate;
    this.encoded = encoded;
    this.key = key;
    this.scheme = scheme;
  }

  /** Reads a certificate in DER. Never throws, whatever the bytes. */
  public static Outcome<ChainCertificate, ChainRefusal> parse(Bytes der) {
    if (der.size() > MAX_SIZE) {
      return Outcome.refused(ChainRefusal.WRONG_SIZE);
    }
    try {
      var in = new ByteArrayInputStream(der.toArray());
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return Bytes.of(certificate.getEncoded()).equals(der) && endsInWholeOctets(certificate, der)
          ? of(certificate, der)
          : Outcome.refused(ChainRefusal.MALFORMED);
    } catch (CertificateException | RuntimeException e) {
      // The JDK's parser is the library's affair; for a stranger's bytes it may throw what it will.
      return Outcome.refused(ChainRefusal.MALFORMED);
    }
  }

  /**
   * Whether the signature at the end is a bit string of whole octets. The JDK's parser takes others
   * too, and so one signature in several spellings.
   */
  private static boolean endsInWholeOctets(X509Certificate certificate, Bytes der) {
    byte[] signature = certificate.getSignature();
    int from = der.size() - signature.length;
    return signature.length > 0
        && der.at(from - 1) == 0
        && der.slice(from, der.size()).equals(Bytes.of(signature));
  }

  private static Outcome<ChainCertificate, ChainRefusal> of(
      X509Certificate certificate, Bytes der) {
    var scheme = Optional.ofNullable(SCHEMES.get(certificate.getSigAlgOID()));
    if (scheme.isEmpty()) {
      return Outcome.refused(ChainRefusal.UNKNOWN_ALGORITHM);
    }
    var critical = certificate.getCriticalExtensionOIDs();
    if (critical != null && !ENFORCED.containsAll(critical)) {
      return Outcome.refused(ChainRefusal.UNKNOWN_CRITICAL_EXTENSION);
    }
    return VerificationKey.parse(Bytes.of(certificate.getPublicKey().getEncoded()))
        .mapRefusal(fault ->
            fault == KeyFault.MALFORMED ? ChainRefusal.MALFORMED : ChainRefusal.UNKNOWN_ALGORITHM)
        .map(key -> new ChainCertificate(certificate, der, key, scheme.get()));
  }

  /** The certificate in DER. */
  public Bytes encoded() {
    return encoded;
  }

  /** The subject's key. */
  public VerificationKey key() {
    return key;
  }

  /** The serial number. */
  public BigInteger serial() {
    return certificate.getSerialNumber();
  }

  /** The first second it holds. */
  public Instant notBefore() {
    return certificate.getNotBefore().toInstant();
  }

  /** The last second it holds. */
  public Instant notAfter() {
    return certificate.getNotAfter().toInstant();
  }

  /** The content of the extension {@code oid}, in dotted digits, without its OCTET STRING. */
  public Optional<Bytes> extension(String oid) {
    byte[] wrapped = certificate.getExtensionValue(oid);
    return wrapped == null ? Optional.empty() : Optional.of(OctetString.content(wrapped));
  }

  /** Whether its key signs and may issue nothing (RFC 5280 sections 4.2.1.9 and 4.2.1.3). */
  public boolean isEndEntity() {
    boolean[] usage = certificate.getKeyUsage();
    return certificate.getBasicConstraints() == NO_AUTHORITY
        && (usage == null || (usage[DIGITAL_SIGNATURE] && !usage[KEY_CERT_SIGN]));
  }

  /** What the subject's name says under the attribute type {@code oid}, in dotted digits. */
  public List<String> subject(String oid) {
    return SubjectName.values(certificate.getSubjectX500Principal(), oid);
  }

  /** Whether the key {@code issuer} signed it. */
  boolean isSignedBy(VerificationKey issuer) {
    try {
      return issuer.verifies(
          scheme, Bytes.of(certificate.getTBSCertificate()), Bytes.of(certificate.getSignature()));
    } catch (CertificateException e) {
      throw new IllegalStateException("a parsed certificate has a body", e);
    }
  }

  boolean isNamedAsIssuedBy(ChainCertificate issuer) {
    return certificate
        .getIssuerX500Principal()
        .equals(issuer.certificate.getSubjectX500Principal());
  }

  /** Whether it may issue (RFC 5280 sections 4.2.1.9 and 4.2.1.3) with so many issuers below it. */
  boolean mayIssueAbove(int issuersBelow) {
    boolean[] usage = certificate.getKeyUsage();
    return certificate.getBasicConstraints() >= issuersBelow
        && (usage == null || usage[KEY_CERT_SIGN]);
  }

  /** Subject and serial number, for a person. */
  @Override
  public String toString() {
    return certificate.getSubjectX500Principal().getName() + " #" + serial().toString(16);
  }
}
