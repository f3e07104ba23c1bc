package dev.portcullis.simulator.repository.coap;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.simulator.repository.server.RepositoryTls;
import dev.portcullis.simulator.repository.server.Shelf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
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
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;

/**
 * Serves a shelf's images in blocks (RFC 7959) over DTLS 1.2 with connection ids (RFC 9146); with
 * who does not prove a certificate of the authority no handshake ends. It shows the key of the
 * HTTPS server, raw, for vehicles to pin.
 */
public final class BlockServer implements AutoCloseable {

  private static final int CONNECTION_ID_BYTES = 6;
  private static final int MOST_CONNECTIONS = 64;
  private static final int RECEIVE_BUFFER = 1024 * 1024;

  /** An answer is kept so long that a request sent twice gets it again: a window of them. */
  private static final int KEPT_ANSWERS = 256;

  // It would log what strangers send. The field keeps the level from being collected with the
  // logger.
  private static final Logger CALIFORNIUM = Logger.getLogger("org.eclipse.californium");

  static {
    if (CALIFORNIUM.getLevel() == null) {
      CALIFORNIUM.setLevel(Level.OFF);
    }
  }

  private final CoapEndpoint endpoint;
  private final ScheduledExecutorService executor;
  private final Digest pin;

  private BlockServer(CoapEndpoint endpoint, ScheduledExecutorService executor, Digest pin) {
    this.endpoint = endpoint;
    this.executor = executor;
    this.pin = pin;
  }

  /**
   * Starts to serve.
   *
   * @param address port 0 for a free one
   */
  public static BlockServer start(InetSocketAddress address, RepositoryTls tls, Shelf shelf)
      throws IOException, GeneralSecurityException {
    var key = ServerKey.of(tls);
    var configuration = configuration();
    var connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setAddress(address)
                .setCertificateIdentityProvider(
                    new SingleCertificateProvider(key.privateKey(), key.publicKey()))
                .setAdvancedCertificateVerifier(new CallerCertificates(tls.anchors(), tls.clock()))
                .build());
    var executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ota-coap").factory());
    connector.setExecutor(executor);
    var endpoint =
        CoapEndpoint.builder().setConfiguration(configuration).setConnector(connector).build();
    endpoint.setExecutors(executor, executor);
    endpoint.setMessageDeliverer(new BlockAnswers(shelf));
    var server = new BlockServer(endpoint, executor, key.pin());
    try {
      endpoint.start();
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The key of the HTTPS server. */
  private record ServerKey(PrivateKey privateKey, PublicKey publicKey) {

    static ServerKey of(RepositoryTls tls) throws IOException, GeneralSecurityException {
      var identity = tls.identity();
      var manager = identity.keyManager();
      String[] aliases = manager.getServerAliases("EC", null);
      if (aliases == null || aliases.length == 0) {
        throw new GeneralSecurityException("the repository's key is not on P-256");
      }
      return new ServerKey(
          manager.getPrivateKey(aliases[0]), identity.certificate().getPublicKey());
    }

    Digest pin() {
      return Digest.of(Bytes.of(publicKey.getEncoded()));
    }
  }

  private static Configuration configuration() {
    return new Configuration(
            CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS, SystemConfig.DEFINITIONS)
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
        .set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED)
        .setAsList(
            DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
        .setAsList(DtlsConfig.DTLS_CURVES, SupportedGroup.secp256r1)
        .setAsList(
            DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS,
            SignatureAndHashAlgorithm.SHA256_WITH_ECDSA)
        .setAsList(
            DtlsConfig.DTLS_CERTIFICATE_TYPES,
            CertificateType.RAW_PUBLIC_KEY,
            CertificateType.X_509)
        .set(DtlsConfig.DTLS_EXTENDED_MASTER_SECRET_MODE, ExtendedMasterSecretMode.REQUIRED)
        // What a vehicle whose address changes goes on by.
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES)
        .set(DtlsConfig.DTLS_MAX_CONNECTIONS, MOST_CONNECTIONS)
        .set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, RECEIVE_BUFFER)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        // Blocks are answered one by one: nothing is kept between two of them.
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0)
        .set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP)
        .set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, KEPT_ANSWERS);
  }

  /** What a vehicle's configuration has to name as {@code coap-pins}. */
  public Digest pin() {
    return pin;
  }

  /** A path below its root, for clients on this machine. */
  public String uri(String path) {
    return "coaps://127.0.0.1:" + port() + "/" + path;
  }

  /** Where it listens. */
  public int port() {
    return endpoint.getAddress().getPort();
  }

  @Override
  public void close() {
    endpoint.destroy();
    executor.shutdownNow();
  }
}
