package dev.portcullis.agent.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.ExtendedCoapStackFactory;
import org.eclipse.californium.core.network.Outbox;
import org.eclipse.californium.core.network.stack.CoapStack;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ExtendedMasterSecretMode;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.jspecify.annotations.Nullable;

/**
 * One open socket with DTLS and CoAP on it. Californium is given everything it has a default for
 * that would be large: its defaults are those of a server for 150,000 devices.
 */
final class Transport implements AutoCloseable {

  /** Fits an Ethernet or Wi-Fi frame together with every header, and IPv6's smallest MTU. */
  private static final int BLOCK = 1024;

  /** Records waiting for the protocol thread, at most; the rest is lost, as datagrams may be. */
  private static final int WAITING_RECORDS = 64;

  /** Messages of one peer remembered, so that a repeated one is answered and not done again. */
  private static final int REMEMBERED_MESSAGES = 4;

  /** How long: as long as a client repeats a message (RFC 7252, section 4.8.2). */
  private static final int REMEMBERED_SECONDS = 45;

  private static final int CONNECTION_ID_BYTES = 4;

  private final CoapEndpoint endpoint;

  private Transport(CoapEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Opens the socket.
   *
   * @throws IOException if the system does not give it
   */
  static Transport open(
      LocalSettings settings,
      VehicleKey key,
      LocalPorts ports,
      Door door,
      ScheduledExecutorService executor)
      throws IOException {
    var configuration = configuration(settings);
    var connector =
        new Connector(
            DtlsConnectorConfig.builder(configuration)
                .setAddress(settings.listen().socketAddress())
                .setCertificateIdentityProvider(key)
                .setAdvancedCertificateVerifier(new PeerKeys())
                .setDatagramFilter(new DatagramBudget(ports.nanos()))
                .setSessionListener(
                    new HandshakeBudget(settings.handshakesPerSecond(), ports.nanos()))
                .build());
    connector.setExecutor(executor);
    var endpoint =
        CoapEndpoint.builder()
            .setConfiguration(configuration)
            .setConnector(connector)
            .setCoapStackFactory(new Stacks(door))
            .build();
    endpoint.setExecutors(executor, executor);
    endpoint.setMessageDeliverer(new Stack.Nothing());
    endpoint.start();
    return new Transport(endpoint);
  }

  /** Where it listens. */
  ListenAddress address() {
    InetSocketAddress bound = endpoint.getAddress();
    return new ListenAddress(bound.getAddress(), bound.getPort());
  }

  @Override
  public void close() {
    endpoint.destroy();
  }

  private static Configuration configuration(LocalSettings settings) {
    var configuration =
        new Configuration(CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS, SystemConfig.DEFINITIONS);
    secure(configuration);
    return configuration
        .set(DtlsConfig.DTLS_MAX_CONNECTIONS, settings.connections())
        .set(
            DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD,
            LocalSettings.STALE_AFTER.toSeconds(),
            SECONDS)
        .set(DtlsConfig.DTLS_MAX_PENDING_INBOUND_JOBS, WAITING_RECORDS)
        .set(DtlsConfig.DTLS_MAX_PENDING_OUTBOUND_JOBS, WAITING_RECORDS)
        .set(DtlsConfig.DTLS_MAX_PENDING_HANDSHAKE_RESULT_JOBS, WAITING_RECORDS)
        .set(DtlsConfig.DTLS_MAX_DEFERRED_INBOUND_RECORDS_SIZE, 2 * BLOCK)
        .set(DtlsConfig.DTLS_MAX_FRAGMENTED_HANDSHAKE_MESSAGE_LENGTH, 2 * BLOCK)
        .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 2)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(CoapConfig.MAX_ACTIVE_PEERS, settings.connections())
        .set(CoapConfig.MAX_PEER_INACTIVITY_PERIOD, REMEMBERED_SECONDS, SECONDS)
        .set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK)
        .set(CoapConfig.MAX_MESSAGE_SIZE, BLOCK)
        // Not zero, or answers would not be cut into blocks. Bodies of requests are the door's.
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, LocalSettings.LARGEST_BODY)
        .set(CoapConfig.BLOCKWISE_STATUS_LIFETIME, Uploads.PAUSE.toMillis(), MILLISECONDS)
        .set(CoapConfig.USE_MESSAGE_OFFLOADING, true)
        .set(CoapConfig.EXCHANGE_LIFETIME, REMEMBERED_SECONDS, SECONDS)
        .set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP)
        .set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, REMEMBERED_MESSAGES);
  }

  /** One way to be secure, and no choice of it. */
  private static void secure(Configuration configuration) {
    configuration
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
        .setAsList(
            DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
        .setAsList(DtlsConfig.DTLS_CURVES, SupportedGroup.secp256r1)
        .setAsList(
            DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS,
            SignatureAndHashAlgorithm.SHA256_WITH_ECDSA)
        .setAsList(DtlsConfig.DTLS_CERTIFICATE_TYPES, CertificateType.RAW_PUBLIC_KEY)
        .set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED)
        .set(DtlsConfig.DTLS_EXTENDED_MASTER_SECRET_MODE, ExtendedMasterSecretMode.REQUIRED)
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES)
        .set(DtlsConfig.DTLS_USE_HELLO_VERIFY_REQUEST, true)
        // Nothing is resumed, so nobody gets past the cookie.
        .set(DtlsConfig.DTLS_SERVER_USE_SESSION_ID, false);
  }

  /** Names its one receiving thread as the others are named. */
  private static final class Connector extends DTLSConnector {

    Connector(DtlsConnectorConfig configuration) {
      super(configuration);
    }

    @Override
    protected void receiveNextDatagramFromNetwork(DatagramPacket packet) throws IOException {
      Thread.currentThread().setName("local-receiver");
      super.receiveNextDatagramFromNetwork(packet);
    }
  }

  /** Makes the one stack of the one endpoint. */
  @SuppressWarnings("deprecation")
  private record Stacks(Door door) implements ExtendedCoapStackFactory {

    @Override
    public CoapStack createCoapStack(
        String protocol,
        String tag,
        Configuration configuration,
        EndpointContextMatcher matcher,
        Outbox outbox,
        @Nullable Object argument) {
      return new Stack(configuration, matcher, outbox, door);
    }

    @Override
    public CoapStack createCoapStack(
        String protocol,
        String tag,
        Configuration configuration,
        Outbox outbox,
        @Nullable Object argument) {
      throw new UnsupportedOperationException("Californium before 3.1 asked for it this way");
    }
  }
}
