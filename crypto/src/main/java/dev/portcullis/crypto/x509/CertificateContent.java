package dev.portcullis.crypto.x509;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.CertificateExtension.Criticality;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What a certificate says before it is signed: for simulated phones and platforms, whose roots only
 * a demonstration's policy pins.
 *
 * @param issuer the issuer's name, as RFC 4514 writes it
 * @param subject the subject's name, as RFC 4514 writes it
 * @param key the subject's key
 * @param serial the serial number, above zero
 * @param notBefore the first second it holds
 * @param notAfter the last second it holds
 * @param extensions in the order in which they are written
 */
public record CertificateContent(
    String issuer,
    String subject,
    VerificationKey key,
    BigInteger serial,
    Instant notBefore,
    Instant notAfter,
    List<CertificateExtension> extensions) {

  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final int HALF = 32;

  /** Takes a copy of the extensions. */
  public CertificateContent {
    extensions = List.copyOf(extensions);
  }

  /**
   * The certificate in DER.
   *
   * @param authority the issuer's key, of ES256
   */
  public Bytes signedBy(Signer authority) {
    try {
      var content = content();
      var parts = new ASN1EncodableVector();
      parts.add(content);
      parts.add(ECDSA);
      parts.add(new DERBitString(der(authority.sign(Bytes.of(content.getEncoded("DER"))))));
      return Bytes.of(new DERSequence(parts).getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("what was put together in memory has an encoding", e);
    }
  }

  private TBSCertificate content() throws IOException {
    var generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(serial));
    generator.setIssuer(new X500Name(issuer));
    generator.setSubject(new X500Name(subject));
    generator.setStartDate(new Time(Date.from(notBefore)));
    generator.setEndDate(new Time(Date.from(notAfter)));
    generator.setSignature(ECDSA);
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.encoded().toArray()));
    var written = new ExtensionsGenerator();
    for (CertificateExtension extension : extensions) {
      written.addExtension(
          new ASN1ObjectIdentifier(extension.oid()),
          extension.criticality() == Criticality.CRITICAL,
          extension.content().toArray());
    }
    if (!written.isEmpty()) {
      generator.setExtensions(written.generate());
    }
    return generator.generateTBSCertificate();
  }

  /** The two integers of a signature as X.509 writes them (RFC 5480 appendix A). */
  private static byte[] der(Bytes signature) {
    return Der.encode(
            DerItem.Sequence.of(
                integer(signature.slice(0, HALF)), integer(signature.slice(HALF, 2 * HALF))))
        .toArray();
  }

  private static DerItem integer(Bytes unsigned) {
    return new DerItem.Int(new BigInteger(1, unsigned.toArray()));
  }
}
