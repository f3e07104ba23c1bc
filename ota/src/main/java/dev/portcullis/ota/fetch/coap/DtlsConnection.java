package dev.portcullis.ota.fetch.coap;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.fetch.FetchFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.MessageCallback;
import org.eclipse.californium.elements.RawData;
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

/**
 * A DTLS connection to one server, without Californium's layers of CoAP: they keep every message
 * for minutes. What arrives while nobody takes it is lost, as datagrams may be.
 */
final class DtlsConnection implements AutoCloseable {

  /**
   * Neither side may use one of 65,536 message ids twice within minutes (RFC 7252, section 4.4),
   * and a server that counts its own in sixteen groups stops a group earlier.
   */
  private static final int MOST_MESSAGES = 48_000;

  private static final int WAITING_RECORDS = 512;
  private static final int HANDSHAKE_BYTES = 8 * 1024;
  private static final int SOCKET_BUFFER = 512 * 1024;
  private static final int FIRST_REPETITION_MILLIS = 1000;
  private static final int REPETITIONS = 4;
  private static final long KEY_TRIAL_MILLIS = 10_000;
  private static final long GOODBYE_MILLIS = 500;

  // It would log what strangers send. The field keeps the level from being collected with the
  // logger.
  private static final Logger CALIFORNIUM = Logger.getLogger("org.eclipse.californium");

  static {
    if (CALIFORNIUM.getLevel() == null) {
      CALIFORNIUM.setLevel(Level.OFF);
    }
  }

  private final InetSocketAddress server;
  private final ServerPins pins;
  private final ScheduledThreadPoolExecutor executor;
  private final DTLSConnector connector;
  private final ArrayBlockingQueue<Bytes> arrived;
  private volatile Optional<String> fault = Optional.empty();
  private int messages;

  private DtlsConnection(
      InetSocketAddress server,
      ServerPins pins,
      ScheduledThreadPoolExecutor executor,
      DTLSConnector connector,
      int capacity) {
    this.server = server;
    this.pins = pins;
    this.executor = executor;
    this.connector = connector;
    this.arrived = new ArrayBlockingQueue<>(capacity);
  }

  /**
   * Opens a socket; the handshake is part of the first message.
   *
   * @param capacity how many datagrams may wait
   */
  static Outcome<DtlsConnection, FetchFailure> open(CoapServer to, CoapUnit unit, int capacity) {
    var address = new InetSocketAddress(to.host(), to.port());
    if (address.isUnresolved()) {
      return unreachable("there is no address for " + to.host());
    }
    var executor = executor(unit);
    try {
      var key = executor.submit(() -> UnitKey.of(unit.identity(), unit.shownAs()));
      return switch (key.get(KEY_TRIAL_MILLIS, MILLISECONDS)) {
        case Optional<UnitKey> found when found.isPresent() ->
            Outcome.passed(
                start(address, new ServerPins(to.pins()), executor, found.get(), capacity));
        case Optional<UnitKey> _ -> {
          executor.shutdownNow();
          yield unreachable("the unit's key cannot be used");
        }
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      executor.shutdownNow();
      return unreachable("interrupted");
    } catch (IOException | ExecutionException | TimeoutException e) {
      executor.shutdownNow();
      return unreachable(Objects.requireNonNullElse(e.getMessage(), "the unit's key is silent"));
    }
  }

  private static DtlsConnection start(
      InetSocketAddress address,
      ServerPins pins,
      ScheduledThreadPoolExecutor executor,
      UnitKey key,
      int capacity)
      throws IOException {
    var connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration())
                .setCertificateIdentityProvider(key)
                .setAdvancedCertificateVerifier(pins)
                .build());
    connector.setExecutor(executor);
    var connection = new DtlsConnection(address, pins, executor, connector, capacity);
    connector.setRawDataReceiver(raw -> {
      var _ = connection.arrived.offer(Bytes.of(raw.getBytes()));
    });
    connector.start();
    return connection;
  }

  private static ScheduledThreadPoolExecutor executor(CoapUnit unit) {
    var executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = unit.threads().newThread(task);
              thread.setName("fetch-dtls");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  private static Configuration configuration() {
    return new Configuration(DtlsConfig.DEFINITIONS, SystemConfig.DEFINITIONS)
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
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
        .set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false)
        .set(DtlsConfig.DTLS_EXTENDED_MASTER_SECRET_MODE, ExtendedMasterSecretMode.REQUIRED)
        // The server's id is used, so that a changed address needs no handshake; this side has one
        // connection and needs none.
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
        .set(DtlsConfig.DTLS_MAX_CONNECTIONS, 1)
        .set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, FIRST_REPETITION_MILLIS, MILLISECONDS)
        .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, REPETITIONS)
        .set(DtlsConfig.DTLS_MAX_FRAGMENTED_HANDSHAKE_MESSAGE_LENGTH, HANDSHAKE_BYTES)
        .set(DtlsConfig.DTLS_MAX_DEFERRED_INBOUND_RECORDS_SIZE, HANDSHAKE_BYTES)
        .set(DtlsConfig.DTLS_MAX_PENDING_INBOUND_JOBS, WAITING_RECORDS)
        .set(DtlsConfig.DTLS_MAX_PENDING_OUTBOUND_JOBS, WAITING_RECORDS)
        .set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, SOCKET_BUFFER)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
  }

  /** Whether every message id was used, and another connection is due. */
  boolean isSpent() {
    return messages >= MOST_MESSAGES;
  }

  /** The id for the next message; none is given twice. */
  int nextMessageId() {
    return messages++;
  }

  /** Sends a datagram; a fault is seen with the next {@link #receive}. */
  void send(Bytes datagram) {
    var to = new AddressEndpointContext(server);
    try {
      connector.send(RawData.outbound(datagram.toArray(), to, new Faults(), false));
    } catch (IllegalStateException e) {
      fault = Optional.of(shown(e));
    }
  }

  /** What arrived, waiting so long at most. */
  Outcome<Optional<Bytes>, FetchFailure> receive(long nanos) {
    try {
      var datagram = arrived.poll(Math.max(0, nanos), NANOSECONDS);
      if (datagram != null) {
        return Outcome.passed(Optional.of(datagram));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unreachable("interrupted");
    }
    if (pins.sawAnother()) {
      return Outcome.refused(new FetchFailure.Misbehaved("the server's key is not the pinned one"));
    }
    return fault.isPresent() ? unreachable(fault.get()) : Outcome.passed(Optional.empty());
  }

  private static String shown(Throwable error) {
    return Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
  }

  private static <T> Outcome<T, FetchFailure> unreachable(String why) {
    return Outcome.refused(new FetchFailure.Unreachable(why));
  }

  /** Says goodbye, so that the server frees what it holds, and closes the socket. */
  @Override
  public void close() {
    connector.close(server);
    try {
      Future<?> said = executor.submit(() -> {});
      said.get(GOODBYE_MILLIS, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It went without a word.
    }
    connector.destroy();
    executor.shutdownNow();
  }

  private final class Faults implements MessageCallback {

    @Override
    public void onError(Throwable error) {
      fault = Optional.of(shown(error));
    }

    @Override
    public void onConnecting() {}

    @Override
    public void onDtlsRetransmission(int flight) {}

    @Override
    public void onContextEstablished(EndpointContext context) {}

    @Override
    public void onSent() {}
  }
}
