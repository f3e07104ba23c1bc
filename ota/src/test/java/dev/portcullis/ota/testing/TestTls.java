package dev.portcullis.ota.testing;

import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs12;
import dev.portcullis.crypto.keys.Keys;
import dev.portcullis.crypto.keys.Provisioning;
import dev.portcullis.crypto.keys.Validity;
import dev.portcullis.crypto.tls.MutualTls;
import dev.portcullis.crypto.tls.ValidityTime;
import dev.portcullis.crypto.x509.TrustAnchors;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.fetch.ServerTrust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Both sides of TLS as the agent has it: 1.3, with a certificate of the vehicle. */
public final class TestTls {

  private static final String KEPT_KEY = "kept.p12";
  private static final String KEPT_ANCHOR = "kept.pem";

  private final Path folder;

  /** Keeps its keys in {@code folder}. */
  public TestTls(Path folder) {
    this.folder = folder;
  }

  /** A server of {@code authority} that asks its clients for a certificate of the same. */
  public SSLContext server(TestAuthority authority) {
    return MutualTls.server(identity("server", authority), authority.anchors(), TestTls::now);
  }

  /** A vehicle with a certificate of {@code own} that trusts servers of {@code trusted}. */
  public ServerTrust vehicle(TestAuthority own, TestAuthority trusted) {
    return new ServerTrust.Given(client(identity("vehicle", own), trusted));
  }

  /** What {@code vehicle} shows itself with to servers of {@code trusted}. */
  public SSLContext client(Identity vehicle, TestAuthority trusted) {
    return MutualTls.client(vehicle, trusted.anchors(), TestTls::now);
  }

  /** Leaves in the folder what {@link #kept} finds there, also in another process. */
  public void keep(TestAuthority authority) throws IOException, CertificateEncodingException {
    var _ = identity(folder.resolve(KEPT_KEY), "vehicle", authority);
    var pem = Base64.getMimeEncoder().encodeToString(authority.certificate().getEncoded());
    Files.writeString(
        folder.resolve(KEPT_ANCHOR),
        "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
  }

  /** The vehicle that was kept, with the authority that issued its certificate. */
  public ServerTrust kept() {
    try (var keys = Keys.open(new Pkcs12(folder.resolve(KEPT_KEY), password())).orFault()) {
      return new ServerTrust.Given(
          MutualTls.client(
              keys.identity("vehicle").orFault(),
              TrustAnchors.read(folder.resolve(KEPT_ANCHOR)).orFault(),
              TestTls::now));
    }
  }

  private static SecretBytes password() {
    return SecretBytes.takeOver("a password".getBytes(StandardCharsets.UTF_8));
  }

  private static ValidityTime now() {
    return new ValidityTime.Trusted(TestAuthority.BEGIN.plusSeconds(60));
  }

  /** A new P-256 key in a file, with a certificate of {@code authority}. */
  public Identity identity(String name, TestAuthority authority) {
    return identity(folder.resolve(name + System.nanoTime() + ".p12"), name, authority);
  }

  private static Identity identity(Path file, String name, TestAuthority authority) {
    try (var keys = Provisioning.createFile(new Pkcs12(file, password())).orFault()) {
      var provisioning = new Provisioning(keys, new SecureRandom());
      var _ =
          provisioning
              .createKey(name, new Validity(TestAuthority.BEGIN, TestAuthority.END))
              .orFault();
      var key = keys.identity(name).orFault().certificate().getPublicKey();
      return provisioning.install(name, List.of(authority.issue(name, key))).orFault();
    }
  }
}
