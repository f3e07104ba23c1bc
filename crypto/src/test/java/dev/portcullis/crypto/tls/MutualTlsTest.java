package dev.portcullis.crypto.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs12;
import dev.portcullis.crypto.keys.Keys;
import dev.portcullis.crypto.keys.Provisioning;
import dev.portcullis.crypto.keys.Validity;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handshakes on loopback: the one that succeeds, and one for every way in which it must not. */
final class MutualTlsTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Supplier<ValidityTime> AT_NOW = MutualTlsTest::now;
  private static final TestAuthority OURS = new TestAuthority("our authority");
  private static final TestAuthority FOREIGN = new TestAuthority("foreign authority");

  @TempDir Path folder;

  @Test
  void bothSidesAuthenticateWithTls13() throws Exception {
    var handshake = handshake(server(OURS, AT_NOW), client(OURS, AT_NOW), "localhost");
    assertEquals("served", handshake.client().get());
    assertEquals("CN=vehicle", handshake.server().get());
  }

  @Test
  void aServerMayBeNamedByItsAddress() throws Exception {
    var handshake = handshake(server(OURS, AT_NOW), client(OURS, AT_NOW), "127.0.0.1");
    assertEquals("served", handshake.client().get());
  }

  @Test
  void refusesAServerThatSpeaksTls12() throws Exception {
    var old = jdk("TLSv1.2", identity("broker", OURS), OURS);
    var handshake = handshake(old, client(OURS, AT_NOW), "localhost");
    assertInstanceOf(SSLException.class, handshake.client().failure());
  }

  @Test
  void refusesAClientThatSpeaksTls12() throws Exception {
    var old = jdk("TLSv1.2", identity("vehicle", OURS), OURS);
    var handshake = handshake(server(OURS, AT_NOW), old, "localhost");
    assertInstanceOf(SSLException.class, handshake.server().failure());
  }

  @Test
  void refusesAServerOfAForeignAuthority() throws Exception {
    var foreign = MutualTls.server(identity("broker", FOREIGN), OURS.anchors(), AT_NOW);
    assertRefusedByClient(handshake(foreign, client(OURS, AT_NOW), "localhost"), "path");
  }

  @Test
  void refusesAClientOfAForeignAuthority() throws Exception {
    var foreign = MutualTls.client(identity("vehicle", FOREIGN), OURS.anchors(), AT_NOW);
    var handshake = handshake(server(OURS, AT_NOW), foreign, "localhost");
    assertInstanceOf(SSLException.class, handshake.server().failure());
  }

  @Test
  void refusesAServerWithAnotherName() throws Exception {
    var name = new GeneralName(GeneralName.dNSName, "elsewhere.example");
    var elsewhere =
        MutualTls.server(identity("broker", TestAuthority.END, name), OURS.anchors(), AT_NOW);
    assertRefusedByClient(handshake(elsewhere, client(OURS, AT_NOW), "localhost"), "localhost");
  }

  @Test
  void refusesAServerWithAnotherAddress() throws Exception {
    var name = new GeneralName(GeneralName.iPAddress, "192.0.2.1");
    var elsewhere =
        MutualTls.server(identity("broker", TestAuthority.END, name), OURS.anchors(), AT_NOW);
    assertRefusedByClient(handshake(elsewhere, client(OURS, AT_NOW), "127.0.0.1"), "127.0.0.1");
  }

  @Test
  void refusesAClientWithoutACertificate() throws Exception {
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(
        new KeyManager[0], new TrustManager[] {new DatedTrust(OURS.anchors(), AT_NOW)}, null);
    var handshake = handshake(server(OURS, AT_NOW), context, "localhost");
    assertInstanceOf(SSLException.class, handshake.server().failure());
  }

  @Test
  void refusesAServerCertificateThatHasEndedAtTheTrustedTime() throws Exception {
    var later = TestAuthority.END.plusSeconds(1);
    var client = client(OURS, () -> new ValidityTime.Trusted(later));
    assertRefusedByClient(handshake(server(OURS, AT_NOW), client, "localhost"), "validity");
  }

  @Test
  void refusesAServerCertificateThatHasNotBegunAtTheTrustedTime() throws Exception {
    var early = TestAuthority.BEGIN.minusSeconds(1);
    var client = client(OURS, () -> new ValidityTime.Trusted(early));
    assertRefusedByClient(handshake(server(OURS, AT_NOW), client, "localhost"), "validity");
  }

  @Test
  void refusesAServerCertificateThatHasEndedBeforeTheFloor() throws Exception {
    var floor = TestAuthority.END.plusSeconds(1);
    var client = client(OURS, () -> new ValidityTime.NotBefore(floor));
    assertRefusedByClient(handshake(server(OURS, AT_NOW), client, "localhost"), "validity");
  }

  @Test
  void meetsACertificateYoungerThanTheFloor() throws Exception {
    var floor = TestAuthority.BEGIN.minusSeconds(86_400);
    var client = client(OURS, () -> new ValidityTime.NotBefore(floor));
    var handshake = handshake(server(OURS, AT_NOW), client, "localhost");
    assertEquals("served", handshake.client().get());
  }

  @Test
  void refusesAClientCertificateThatHasEnded() throws Exception {
    var end = NOW.minusSeconds(1);
    var name = new GeneralName(GeneralName.dNSName, "vehicle");
    var client = MutualTls.client(identity("vehicle", end, name), OURS.anchors(), AT_NOW);
    var handshake = handshake(server(OURS, AT_NOW), client, "localhost");
    assertInstanceOf(SSLException.class, handshake.server().failure());
  }

  @Test
  void anEngineComesWithTheSettingsOfItsSide() throws Exception {
    var client = client(OURS, AT_NOW).createSSLEngine("localhost", 8883);
    assertArrayEquals(new String[] {"TLSv1.3"}, client.getEnabledProtocols());
    assertEquals("HTTPS", client.getSSLParameters().getEndpointIdentificationAlgorithm());
    assertTrue(client.getUseClientMode());

    var server = server(OURS, AT_NOW).createSSLEngine();
    assertArrayEquals(new String[] {"TLSv1.3"}, server.getEnabledProtocols());
    assertTrue(server.getNeedClientAuth());
  }

  @Test
  void aContextKeepsItsKeysAndAnchors() throws Exception {
    var context = client(OURS, AT_NOW);
    assertThrows(
        IllegalStateException.class,
        () -> context.init(new KeyManager[0], new TrustManager[0], null));
  }

  private static ValidityTime now() {
    return new ValidityTime.Trusted(NOW);
  }

  private SSLContext server(TestAuthority authority, Supplier<ValidityTime> time) {
    return MutualTls.server(identity("broker", authority), authority.anchors(), time);
  }

  private SSLContext client(TestAuthority authority, Supplier<ValidityTime> time) {
    return MutualTls.client(identity("vehicle", authority), authority.anchors(), time);
  }

  private Identity identity(String name, TestAuthority authority) {
    try (var keys = newKeys(name)) {
      var key = keys.identity(name).orFault().certificate().getPublicKey();
      return install(keys, name, List.of(authority.issue(name, key)));
    }
  }

  private Identity identity(String name, Instant end, GeneralName alternative) {
    try (var keys = newKeys(name)) {
      var key = keys.identity(name).orFault().certificate().getPublicKey();
      return install(keys, name, List.of(OURS.issue(name, key, end, alternative)));
    }
  }

  private Keys newKeys(String name) {
    var file = folder.resolve(name + System.nanoTime() + ".p12");
    var secret = SecretBytes.takeOver("a password".getBytes(StandardCharsets.UTF_8));
    var keys = Provisioning.createFile(new Pkcs12(file, secret)).orFault();
    var provisioning = new Provisioning(keys, new SecureRandom());
    var created =
        provisioning.createKey(name, new Validity(TestAuthority.BEGIN, TestAuthority.END));
    assertInstanceOf(Outcome.Passed.class, created);
    return keys;
  }

  private static Identity install(Keys keys, String name, List<X509Certificate> chain) {
    return new Provisioning(keys, new SecureRandom()).install(name, chain).orFault();
  }

  private static SSLContext jdk(String protocol, Identity identity, TestAuthority authority)
      throws Exception {
    var context = SSLContext.getInstance(protocol);
    context.init(
        new KeyManager[] {identity.keyManager()},
        new TrustManager[] {new DatedTrust(authority.anchors(), AT_NOW)},
        null);
    return context;
  }

  private static void assertRefusedByClient(Handshake handshake, String word) {
    var failure = assertInstanceOf(SSLException.class, handshake.client().failure());
    assertTrue(failure.toString().contains(word), failure.toString());
  }

  private record Handshake(Side server, Side client) {
    record Side(String answer, List<Throwable> failures) {
      String get() {
        assertEquals(List.of(), failures);
        return answer;
      }

      Throwable failure() {
        assertEquals(1, failures.size(), "it succeeded: " + answer);
        return failures.getFirst();
      }
    }
  }

  @FunctionalInterface
  private interface Work {
    String run() throws Exception;
  }

  private static Handshake.Side attempt(Work work) {
    try {
      return new Handshake.Side(work.run(), List.of());
    } catch (Exception e) {
      return new Handshake.Side("", List.of(e));
    }
  }

  /** Connects to {@code host}; the server tells the client, in one word, that it was accepted. */
  private static Handshake handshake(SSLContext server, SSLContext client, String host)
      throws Exception {
    try (var listener = (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0)) {
      if (server.getProtocol().equals("TLSv1.2")) {
        listener.setEnabledProtocols(new String[] {"TLSv1.2"});
      }
      var served = new Handshake.Side[1];
      var thread =
          Thread.ofPlatform()
              .start(() ->
                  served[0] =
                      attempt(() -> {
                        try (var socket = (SSLSocket) listener.accept()) {
                          return serve(socket);
                        }
                      }));
      var connected =
          attempt(() -> {
            var below = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            below.setSoTimeout(30_000);
            try (var socket =
                (SSLSocket)
                    client
                        .getSocketFactory()
                        .createSocket(below, host, listener.getLocalPort(), true)) {
              socket.startHandshake();
              return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
          });
      thread.join();
      return new Handshake(served[0], connected);
    }
  }

  private static String serve(SSLSocket socket) throws Exception {
    socket.setSoTimeout(30_000);
    socket.startHandshake();
    socket.getOutputStream().write("served".getBytes(StandardCharsets.UTF_8));
    return socket.getSession().getPeerPrincipal().getName();
  }
}
