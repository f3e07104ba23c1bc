package dev.portcullis.crypto.x509.testing;

import dev.portcullis.crypto.x509.PemCertificates;
import dev.portcullis.crypto.x509.TrustAnchors;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests. */
public final class TestAuthority {

  /** When everything made here begins. */
  public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** When everything made here ends, unless a test says otherwise. */
  public static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  private final SecureRandom random = new SecureRandom();
  private final X500Name name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  /** An authority whose own certificate it signed itself. */
  public TestAuthority(String commonName) {
    this.name = new X500Name("CN=" + commonName);
    this.keys = newKeyPair();
    this.certificate = sign(authority(builder(name, keys.getPublic(), END)));
  }

  /** A key pair on P-256. */
  public static KeyPair newKeyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The private key, for a test that stores it where it should not be. */
  public PrivateKey privateKey() {
    return keys.getPrivate();
  }

  /** The authority as the one anchor. */
  public TrustAnchors anchors() {
    return TrustAnchors.parse(PemCertificates.encode(List.of(certificate)), "test").orFault();
  }

  /** A certificate over {@code key} for the host {@code localhost} and 127.0.0.1. */
  public X509Certificate issue(String commonName, PublicKey key) {
    var localhost = new GeneralName(GeneralName.dNSName, "localhost");
    var address = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    return issue(commonName, key, END, localhost, address);
  }

  /** A certificate over {@code key} with the names given, which ends at {@code end}. */
  public X509Certificate issue(
      String commonName, PublicKey key, Instant end, GeneralName... names) {
    return issue(new X500Name("CN=" + commonName), key, end, names);
  }

  /** A certificate with any subject. */
  public X509Certificate issue(X500Name subject, PublicKey key, Instant end, GeneralName... names) {
    var builder = builder(subject, key, end);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      if (names.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return sign(builder);
  }

  private X509v3CertificateBuilder builder(X500Name subject, PublicKey key, Instant end) {
    return new JcaX509v3CertificateBuilder(
        name, new BigInteger(64, random), Date.from(BEGIN), Date.from(end), subject, key);
  }

  private static X509v3CertificateBuilder authority(X509v3CertificateBuilder builder) {
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      return builder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate sign(X509v3CertificateBuilder builder) {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
