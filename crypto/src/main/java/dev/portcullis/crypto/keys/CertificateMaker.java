package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The two structures that provisioning signs with a new key: X.509 and PKCS#10. */
final class CertificateMaker {

  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final int SERIAL_BITS = 127;

  private final Optional<Provider> provider;

  /**
   * Makes structures signed by keys of {@code provider}.
   *
   * @param provider the token's, or none for a key of a file
   */
  CertificateMaker(Optional<Provider> provider) {
    this.provider = provider;
  }

  /** A certificate of {@code keys} by itself: a key store takes no key without one. */
  X509Certificate selfSigned(
      KeyPair keys, String commonName, Validity validity, SecureRandom random)
      throws GeneralSecurityException, IOException {
    var name = name(commonName);
    var generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(
        new ASN1Integer(new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE)));
    generator.setIssuer(name);
    generator.setSubject(name);
    generator.setStartDate(time(validity.notBefore()));
    generator.setEndDate(time(validity.notAfter()));
    generator.setSignature(ECDSA);
    generator.setSubjectPublicKeyInfo(info(keys.getPublic()));
    var content = generator.generateTBSCertificate();
    var encoded = signed(content, keys.getPrivate()).getEncoded();
    var factory = CertificateFactory.getInstance("X.509");
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
  }

  /** A certification request (PKCS#10, RFC 2986) in DER. */
  Bytes request(PrivateKey key, PublicKey publicKey, String commonName)
      throws GeneralSecurityException, IOException {
    var content = new CertificationRequestInfo(name(commonName), info(publicKey), new DERSet());
    var request = CertificationRequest.getInstance(signed(content, key));
    return Bytes.of(request.getEncoded());
  }

  private DERSequence signed(ASN1Encodable content, PrivateKey key)
      throws GeneralSecurityException, IOException {
    var algorithm = "SHA256withECDSA";
    var signature =
        provider.isPresent()
            ? Signature.getInstance(algorithm, provider.get())
            : Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(content.toASN1Primitive().getEncoded());
    var parts = new ASN1EncodableVector();
    parts.add(content);
    parts.add(ECDSA);
    parts.add(new DERBitString(signature.sign()));
    return new DERSequence(parts);
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
  }

  private static SubjectPublicKeyInfo info(PublicKey key) {
    return SubjectPublicKeyInfo.getInstance(key.getEncoded());
  }

  private static Time time(Instant time) {
    return new Time(Date.from(time));
  }
}
