package dev.portcullis.simulator.broker;

import dev.portcullis.simulator.authority.KeyFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A running MQTT 5 broker: TLS 1.3 only, every client with a certificate of our authority. */
public final class Broker implements AutoCloseable {

  private static final Logger ARTEMIS_LOG = Logger.getLogger("org.apache.activemq");
  private static final Logger AUDIT_LOG = Logger.getLogger("org.apache.activemq.audit");

  private static final int LARGEST_PACKET = 256 * 1024;
  private static final int JOURNAL_FILE = 1024 * 1024;
  private static final int JOURNAL_FILES = 2;
  private static final long EXPIRY_SCAN_MILLIS = 1000;
  private static final int SECRET_BYTES = 32;

  private final EmbeddedActiveMQ server;
  private final InetSocketAddress address;

  private Broker(EmbeddedActiveMQ server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts a broker; it takes connections once this returns.
   *
   * @throws IOException if a file cannot be read, or the address is taken
   */
  public static Broker start(BrokerDescription description, SecureRandom random)
      throws IOException {
    ARTEMIS_LOG.setLevel(Level.OFF);
    AUDIT_LOG.setLevel(Level.OFF);
    var address = settle(description.address());
    var server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration(description, address, random));
    server.setSecurityManager(new CertificateAccess(description.administrator()));
    try {
      server.start();
      if (!server.getActiveMQServer().isStarted()) {
        throw new IOException("the broker did not start on " + address);
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the broker did not start on " + address, e);
    }
    return new Broker(server, address);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** Ends every connection and stops. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not stop", e);
    }
  }

  // A restart must find the port again, so it is chosen before Artemis binds it.
  private static InetSocketAddress settle(InetSocketAddress wanted) throws IOException {
    try (var socket = new ServerSocket(wanted.getPort(), 1, wanted.getAddress())) {
      return new InetSocketAddress(wanted.getAddress(), socket.getLocalPort());
    }
  }

  private static Configuration configuration(
      BrokerDescription description, InetSocketAddress address, SecureRandom random)
      throws IOException {
    var configuration = new ConfigurationImpl();
    configuration.setName("portcullis");
    // Artemis has an administrator of its own, for clusters, with a password known to everybody.
    configuration.setClusterUser(secret(random));
    configuration.setClusterPassword(secret(random));
    // Its caches are keyed on the user name a client claims: one vehicle's permissions would be
    // another's, if both gave the same name.
    configuration.setAuthenticationCacheSize(0);
    configuration.setAuthorizationCacheSize(0);
    configuration.setSecurityEnabled(true);
    configuration.setJMXManagementEnabled(false);
    configuration.setWildCardConfiguration(MQTTUtil.MQTT_WILDCARD);
    configuration.setMessageExpiryScanPeriod(EXPIRY_SCAN_MILLIS);
    configuration.addAddressSetting(
        MQTTUtil.MQTT_WILDCARD.getAnyWordsString(),
        new AddressSettings().setAutoDeleteAddresses(false));
    store(configuration, description.storage());
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            NettyAcceptorFactory.class.getName(), acceptor(description, address), "mqtt"));
    return configuration;
  }

  private static void store(Configuration configuration, BrokerStorage storage) {
    switch (storage) {
      case BrokerStorage.InMemory() -> configuration.setPersistenceEnabled(false);
      case BrokerStorage.InFolder(var folder) ->
          configuration
              .setPersistenceEnabled(true)
              .setJournalType(JournalType.NIO)
              .setJournalFileSize(JOURNAL_FILE)
              .setJournalMinFiles(JOURNAL_FILES)
              .setJournalPoolFiles(JOURNAL_FILES)
              .setMaxDiskUsage(-1)
              .setJournalDirectory(folder.resolve("journal").toString())
              .setBindingsDirectory(folder.resolve("bindings").toString())
              .setPagingDirectory(folder.resolve("paging").toString())
              .setLargeMessagesDirectory(folder.resolve("large").toString());
    }
  }

  private static Map<String, Object> acceptor(
      BrokerDescription description, InetSocketAddress address) throws IOException {
    var values = new HashMap<String, Object>();
    values.put("host", address.getAddress().getHostAddress());
    values.put("port", address.getPort());
    values.put("protocols", "MQTT");
    values.put("sslEnabled", true);
    values.put("needClientAuth", true);
    values.put("enabledProtocols", "TLSv1.3");
    values.put("useEpoll", false);
    values.put("useKQueue", false);
    values.put("remotingThreads", 2);
    // Outgoing topic aliases make Paho lose messages after a reconnect.
    values.put("topicAliasMaximum", 0);
    values.put("maximumPacketSize", LARGEST_PACKET);
    putStore(values, "keyStore", description.identity());
    putStore(values, "trustStore", description.trust());
    return values;
  }

  private static void putStore(Map<String, Object> values, String name, KeyFiles files)
      throws IOException {
    values.put(name + "Type", "PKCS12");
    values.put(name + "Path", files.store().toString());
    values.put(name + "Password", Files.readString(files.password()));
  }

  private static String secret(SecureRandom random) {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
