package dev.portcullis.ota.testing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;
import org.eclipse.californium.scandium.dtls.x509.CertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;

/**
 * A server of images over CoAP and DTLS, in Californium, that answers block by block and as a test
 * wants. It asks for a client's key or certificate.
 */
public final class ImageServer implements AutoCloseable {

  /** What a server does with a request. */
  @FunctionalInterface
  public interface Manner {

    /** The answer to a request for the block at {@code offset}; it may be changed and must fit. */
    Response answer(Request request, long offset, Response proper);
  }

  /** Bytes of any file, without the file in memory. */
  public interface Content {

    /** So many bytes at {@code from}, fewer at the end. */
    byte[] bytes(long from, int size);

    /** All of them, in bytes. */
    long length();
  }

  /** What a server has. */
  @FunctionalInterface
  public interface Files {

    /** The file at {@code path}, without a slash at its beginning. */
    Optional<Content> at(String path);
  }

  private static final int CONNECTION_ID_BYTES = 6;
  private static final int LARGEST_BLOCK = 1024;
  private static final int SMALLEST_EXPONENT = 4;

  // The field keeps the level from being collected with the logger.
  private static final Logger CALIFORNIUM = Logger.getLogger("org.eclipse.californium");

  static {
    CALIFORNIUM.setLevel(Level.OFF);
  }

  private final KeyPair keys = TestAuthority.newKeyPair();
  private final TestAuthority authority;
  private final Files files;
  private volatile Manner manner;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("image-server").factory());
  private final CoapEndpoint endpoint;
  private final AtomicInteger handshakes = new AtomicInteger();
  private final CopyOnWriteArrayList<String> paths = new CopyOnWriteArrayList<>();
  private volatile byte[] tag = {1, 2, 3, 4};
  private volatile int largestBlock = LARGEST_BLOCK;

  /** A server that has {@code files}, and proves its key as {@code shown}. */
  public ImageServer(TestAuthority authority, Files files, CertificateType shown, Manner manner) {
    this.authority = authority;
    this.files = files;
    this.manner = manner;
    var configuration = configuration();
    var connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .setCertificateIdentityProvider(identity(shown))
                .setAdvancedCertificateVerifier(verifier())
                .setSessionListener(new Counted())
                .build());
    connector.setExecutor(executor);
    this.endpoint =
        CoapEndpoint.builder().setConfiguration(configuration).setConnector(connector).build();
    endpoint.setExecutors(executor, executor);
    endpoint.setMessageDeliverer(new Deliverer());
    try {
      endpoint.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CertificateProvider identity(CertificateType shown) {
    return shown == CertificateType.RAW_PUBLIC_KEY
        ? new SingleCertificateProvider(keys.getPrivate(), keys.getPublic())
        : new SingleCertificateProvider(
            keys.getPrivate(),
            new X509Certificate[] {authority.issue("images", keys.getPublic())},
            CertificateType.X_509);
  }

  private NewAdvancedCertificateVerifier verifier() {
    return StaticNewAdvancedCertificateVerifier.builder()
        .setTrustAllRPKs()
        .setTrustedCertificates(authority.certificate())
        .setSupportedCertificateTypes(
            List.of(CertificateType.RAW_PUBLIC_KEY, CertificateType.X_509))
        .build();
  }

  private static Configuration configuration() {
    return new Configuration(
            CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS, SystemConfig.DEFINITIONS)
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
        .set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED)
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES)
        .set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, 1024 * 1024)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0)
        .set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP)
        .set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, 256);
  }

  /** Content that tests hold in memory. */
  public static Content of(Bytes content) {
    return new Content() {
      @Override
      public byte[] bytes(long from, int size) {
        int end = (int) Math.min(from + size, content.size());
        return from >= end ? new byte[0] : content.slice((int) from, end).toArray();
      }

      @Override
      public long length() {
        return content.size();
      }
    };
  }

  /** A server that has the same file everywhere. */
  public static ImageServer of(Content content, Manner manner) {
    return new ImageServer(
        new TestAuthority("fleet"),
        _ -> Optional.of(content),
        CertificateType.RAW_PUBLIC_KEY,
        manner);
  }

  /** Where it listens. */
  public int port() {
    return endpoint.getAddress().getPort();
  }

  /** The digest of its key. */
  public Set<Digest> pins() {
    return Set.of(Digest.of(Bytes.of(keys.getPublic().getEncoded())));
  }

  /** How many there were. */
  public int handshakes() {
    return handshakes.get();
  }

  /** The files it was asked for, in the order of the first requests. */
  public List<String> paths() {
    return List.copyOf(paths);
  }

  /** Calls its files so from now on; no bytes for no tag. */
  public void tag(byte... changed) {
    tag = changed.clone();
  }

  /** Answers so from now on. */
  public void serve(Manner other) {
    manner = other;
  }

  /** Gives no blocks of more than {@code bytes} from now on. */
  public void shrinkTo(int bytes) {
    largestBlock = bytes;
  }

  @Override
  public void close() {
    endpoint.destroy();
    executor.shutdownNow();
  }

  private Response proper(Request request, Content content, long offset) {
    var response = new Response(ResponseCode.CONTENT);
    int size = Math.min(request.getOptions().getBlock2().getSize(), largestBlock);
    byte[] bytes = content.bytes(offset, size);
    boolean more = offset + bytes.length < content.length();
    int exponent = Integer.numberOfTrailingZeros(size) - SMALLEST_EXPONENT;
    response.getOptions().setBlock2(exponent, more, (int) (offset / size));
    if (tag.length > 0) {
      response.getOptions().addETag(tag);
    }
    response.setPayload(bytes);
    return response;
  }

  private final class Deliverer implements MessageDeliverer {

    @Override
    public void deliverRequest(Exchange exchange) {
      var request = exchange.getCurrentRequest();
      var block = request.getOptions().getBlock2();
      long offset = (long) block.getNum() * block.getSize();
      var path = request.getOptions().getUriPathString();
      var _ = paths.addIfAbsent(path);
      exchange.sendResponse(
          files
              .at(path)
              .map(content -> manner.answer(request, offset, proper(request, content, offset)))
              .orElseGet(() -> new Response(ResponseCode.NOT_FOUND)));
    }

    @Override
    public void deliverResponse(Exchange exchange, Response response) {
      // This side asks nothing.
    }
  }

  private final class Counted extends SessionAdapter {
    @Override
    public void handshakeCompleted(Handshaker handshaker) {
      handshakes.incrementAndGet();
    }

    @Override
    public void handshakeFailed(Handshaker handshaker, Throwable error) {}

    @Override
    public void handshakeStarted(Handshaker handshaker) throws HandshakeException {}
  }
}
