package dev.portcullis.simulator.broker;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.authority.Authority;
import dev.portcullis.simulator.authority.KeyFiles;
import dev.portcullis.simulator.authority.Party;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Clients of a broker under test. */
final class TestClients {

  private final Authority authority;
  private final InetSocketAddress broker;

  TestClients(Authority authority, InetSocketAddress broker) {
    this.authority = authority;
    this.broker = broker;
  }

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  MqttLogin login(Party party) throws IOException, GeneralSecurityException {
    return login(party, party.name(), new MqttLogin.CertificateOnly());
  }

  MqttLogin login(Party party, String clientId, MqttLogin.Words words)
      throws IOException, GeneralSecurityException {
    var keys = authority.issue(party.name(), party, List.of(KeyFiles.IDENTITY));
    var store = open(keys);
    var factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, Files.readString(keys.password()).toCharArray());
    return new MqttLogin(broker, context(factory.getKeyManagers()), clientId, words);
  }

  MqttLogin withoutCertificate() throws IOException, GeneralSecurityException {
    return new MqttLogin(
        broker, context(new KeyManager[0]), "nobody", new MqttLogin.CertificateOnly());
  }

  Outcome<MqttConnection, MqttRefusal> connect(Party party)
      throws IOException, GeneralSecurityException {
    return MqttConnection.open(login(party), MqttConnection.receiving((_, _) -> {}));
  }

  /** Ends the test where a broker refuses what it must grant. */
  static void must(Outcome<?, MqttRefusal> outcome) {
    assertInstanceOf(Outcome.Passed.class, outcome);
  }

  static Publication message(String topic, String text) {
    return new Publication(topic, Bytes.utf8(text), new Publication.UntilDelivered());
  }

  private SSLContext context(KeyManager[] keys) throws IOException, GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(open(authority.trustStore()));
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(keys, factory.getTrustManagers(), null);
    return context;
  }

  private static KeyStore open(KeyFiles files) throws IOException, GeneralSecurityException {
    var password = Files.readString(files.password()).toCharArray();
    return KeyStore.getInstance(files.store().toFile(), password);
  }
}
