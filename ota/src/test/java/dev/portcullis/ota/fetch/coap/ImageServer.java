package dev.portcullis.ota.fetch.coap;

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
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
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

/** A server of one image, in Californium, that answers block by block and as a test wants. */
final class ImageServer implements AutoCloseable {

  /** What a server does with a request. */
  @FunctionalInterface
  interface Manner {

    /** The answer to a request for the block at {@code offset}; it may be changed and must fit. */
    Response answer(Request request, long offset, Response proper);
  }

  /** Bytes of any file, without the file in memory. */
  interface Content {
    byte[] bytes(long from, int size);

    long length();
  }

  private static final int CONNECTION_ID_BYTES = 6;

  private final KeyPair keys = TestAuthority.newKeyPair();
  private final TestAuthority authority;
  private final Content content;
  private final Manner manner;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("image-server").factory());
  private final CoapEndpoint endpoint;
  private final AtomicInteger handshakes = new AtomicInteger();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private volatile byte[] tag = {1, 2, 3, 4};
  private volatile int largestExponent = BlockSize.B1024.exponent();

  ImageServer(TestAuthority authority, Content content, CertificateType shown, Manner manner) {
    this.authority = authority;
    this.content = content;
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
  static Content of(Bytes content) {
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

  /** A server as it should be. */
  static ImageServer of(Content content, Manner manner) {
    return new ImageServer(
        new TestAuthority("fleet"), content, CertificateType.RAW_PUBLIC_KEY, manner);
  }

  int port() {
    return endpoint.getAddress().getPort();
  }

  Set<Digest> pins() {
    return Set.of(Digest.of(Bytes.of(keys.getPublic().getEncoded())));
  }

  int handshakes() {
    return handshakes.get();
  }

  List<String> paths() {
    return List.copyOf(paths);
  }

  void tag(byte... changed) {
    tag = changed.clone();
  }

  /** Gives no larger blocks from now on. */
  void shrinkTo(BlockSize size) {
    largestExponent = size.exponent();
  }

  @Override
  public void close() {
    endpoint.destroy();
    executor.shutdownNow();
  }

  private Response proper(Request request, long offset) {
    var response = new Response(ResponseCode.CONTENT);
    int exponent = Math.min(request.getOptions().getBlock2().getSzx(), largestExponent);
    int size = BlockSize.ofExponent(exponent).orElseThrow().bytes();
    byte[] bytes = content.bytes(offset, size);
    boolean more = offset + bytes.length < content.length();
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
      if (paths.isEmpty()) {
        paths.add(request.getOptions().getUriPathString());
      }
      exchange.sendResponse(manner.answer(request, offset, proper(request, offset)));
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
