package dev.portcullis.crypto.x509;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.signature.VerificationKey;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A certificate authority whose key lies in this process: for simulated platforms, whose roots only
 * a demonstration's policy pins.
 */
public final class SoftwareAuthority {

  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
  private static final int SERIAL_BYTES = 16;

  private final Subject self;
  private final SoftwareKey key;
  private final List<Bytes> chain;

  private SoftwareAuthority(Subject self, SoftwareKey key, List<Bytes> chain) {
    this.self = self;
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /**
   * Who is certified, and for how long.
   *
   * @param notBefore the first second
   * @param notAfter the last second
   */
  public record Subject(
      String commonName, VerificationKey key, Instant notBefore, Instant notAfter) {}

  /** An authority that certified itself. */
  public static SoftwareAuthority root(
      String commonName, SoftwareKey key, Instant notBefore, Instant notAfter) {
    var self = new Subject(commonName, key.publicKey(), notBefore, notAfter);
    var alone = new SoftwareAuthority(self, key, List.of());
    return new SoftwareAuthority(self, key, List.of(alone.certify(self, authority(), Map.of())));
  }

  /** An authority that this one certifies. */
  public SoftwareAuthority below(
      String commonName, SoftwareKey itsKey, Instant notBefore, Instant notAfter) {
    var subject = new Subject(commonName, itsKey.publicKey(), notBefore, notAfter);
    var itsChain = new ArrayList<Bytes>();
    itsChain.add(certify(subject, authority(), Map.of()));
    itsChain.addAll(chain);
    return new SoftwareAuthority(subject, itsKey, itsChain);
  }

  /**
   * The certificate, in DER, of {@code subject}, which signs and issues nothing.
   *
   * @param extensions what the certificate says besides: the DER of each extension by its object
   *     identifier in dotted digits
   */
  public Bytes issue(Subject subject, Map<String, Bytes> extensions) {
    return certify(subject, endEntity(), extensions);
  }

  /** This authority's certificate and those above it in DER, the root last. */
  public List<Bytes> chain() {
    return chain;
  }

  /** The key that its certificates are signed with. */
  public VerificationKey key() {
    return key.publicKey();
  }

  private static ExtensionsGenerator authority() {
    return basics(new BasicConstraints(true), new KeyUsage(KeyUsage.keyCertSign));
  }

  private static ExtensionsGenerator endEntity() {
    return basics(new BasicConstraints(false), new KeyUsage(KeyUsage.digitalSignature));
  }

  private static ExtensionsGenerator basics(BasicConstraints constraints, KeyUsage usage) {
    try {
      var extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.basicConstraints, true, constraints);
      extensions.addExtension(Extension.keyUsage, true, usage);
      return extensions;
    } catch (IOException e) {
      throw new IllegalStateException("what was put together in memory has an encoding", e);
    }
  }

  private Bytes certify(Subject subject, ExtensionsGenerator basics, Map<String, Bytes> more) {
    more.forEach((oid, content) ->
        basics.addExtension(new ASN1ObjectIdentifier(oid), false, content.toArray()));
    var generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(serial(subject)));
    generator.setIssuer(name(self));
    generator.setSubject(name(subject));
    generator.setStartDate(new Time(Date.from(subject.notBefore())));
    generator.setEndDate(new Time(Date.from(subject.notAfter())));
    generator.setSignature(ECDSA);
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(subject.key().encoded().toArray()));
    generator.setExtensions(basics.generate());
    try {
      var content = generator.generateTBSCertificate();
      var signature =
          key.sign(Scheme.ECDSA_SHA384_DER, Bytes.of(content.getEncoded("DER"))).toArray();
      var parts = new ASN1EncodableVector();
      parts.add(content);
      parts.add(ECDSA);
      parts.add(new DERBitString(signature));
      return Bytes.of(new DERSequence(parts).getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("what was put together in memory has an encoding", e);
    }
  }

  /** Nobody revokes what is simulated, so a serial number has but to be its certificate's own. */
  private static BigInteger serial(Subject subject) {
    var named = Bytes.concat(Bytes.utf8(subject.toString()), subject.key().encoded());
    return new BigInteger(1, Digest.of(named).value().slice(0, SERIAL_BYTES).toArray());
  }

  private static X500Name name(Subject subject) {
    return new X500NameBuilder().addRDN(BCStyle.CN, subject.commonName()).build();
  }
}
