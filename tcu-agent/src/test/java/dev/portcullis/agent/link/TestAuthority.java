package dev.portcullis.agent.link;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives for one test class. */
final class TestAuthority {

  private static final char[] NO_PASSWORD = {};
  private static final Duration DAY = Duration.ofDays(1);

  /** A key with its certificate. */
  record Identity(PrivateKey key, X509Certificate certificate) {}

  private final KeyPair keys = generate();
  private final X500Name name;
  private final X509Certificate certificate;

  TestAuthority(String name) {
    this.name = new X500Name("CN=" + name);
    this.certificate = certify(this.name, keys, Instant.now().plus(DAY), "");
  }

  /** A certificate for {@code commonName}, good for a day. */
  Identity issue(String commonName) {
    return issue(commonName, Instant.now().plus(DAY), "");
  }

  /** A certificate for {@code commonName} that ended an hour ago. */
  Identity issueExpired(String commonName) {
    return issue(commonName, Instant.now().minus(Duration.ofHours(1)), "");
  }

  /** A broker's certificate, for the host {@code host}. */
  Identity issueForHost(String host) {
    return issue(host, Instant.now().plus(DAY), host);
  }

  private Identity issue(String commonName, Instant notAfter, String host) {
    var own = generate();
    return new Identity(
        own.getPrivate(), certify(new X500Name("CN=" + commonName), own, notAfter, host));
  }

  /** A context that shows {@code identity} and trusts what this authority issued. */
  SSLContext context(Identity identity) {
    try {
      var own = KeyStore.getInstance("PKCS12");
      own.load(null, NO_PASSWORD);
      own.setKeyEntry(
          "own", identity.key(), NO_PASSWORD, new X509Certificate[] {identity.certificate()});
      var keyManagers = KeyManagerFactory.getInstance("PKIX");
      keyManagers.init(own, NO_PASSWORD);
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, NO_PASSWORD);
      trusted.setCertificateEntry("authority", certificate);
      var trustManagers = TrustManagerFactory.getInstance("PKIX");
      trustManagers.init(trusted);
      var context = SSLContext.getInstance("TLSv1.3");
      context.init(
          keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the authority's certificate and a broker's files as Mosquitto wants them. */
  void writeTo(Path folder, Identity broker) throws IOException {
    Files.writeString(folder.resolve("authority.pem"), pem(certificate));
    Files.writeString(folder.resolve("broker.pem"), pem(broker.certificate()));
    Files.writeString(folder.resolve("broker.key"), pem(new JcaPKCS8Generator(broker.key(), null)));
  }

  private static String pem(Object what) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(what);
    }
    return text.toString();
  }

  private X509Certificate certify(X500Name subject, KeyPair own, Instant notAfter, String host) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(64, new SecureRandom()),
              Date.from(Instant.now().minus(DAY)),
              Date.from(notAfter),
              subject,
              own.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(subject.equals(name)));
      if (!host.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
