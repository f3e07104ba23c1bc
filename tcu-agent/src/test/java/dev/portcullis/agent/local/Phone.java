package dev.portcullis.agent.local;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateIdentityResult;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.eclipse.californium.scandium.dtls.x509.CertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;

/** A Californium client as anybody could write one, honest or not. */
final class Phone implements AutoCloseable {

  /** Has nothing to show. */
  private static final class NoKey implements CertificateProvider {

    @Override
    public List<CertificateKeyAlgorithm> getSupportedCertificateKeyAlgorithms() {
      return List.of(CertificateKeyAlgorithm.EC);
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
      return List.of(CertificateType.RAW_PUBLIC_KEY);
    }

    @Override
    public CertificateIdentityResult requestCertificateIdentity(
        ConnectionId connection,
        boolean client,
        @Nullable List<X500Principal> issuers,
        @Nullable ServerNames serverNames,
        @Nullable List<CertificateKeyAlgorithm> keyAlgorithms,
        @Nullable List<SignatureAndHashAlgorithm> signatureAlgorithms,
        @Nullable List<SupportedGroup> curves) {
      return new CertificateIdentityResult(connection);
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {}
  }

  private final KeyPair key;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final CoapEndpoint endpoint;
  private final InetSocketAddress vehicle;

  private Phone(
      InetSocketAddress vehicle,
      InetAddress from,
      KeyPair key,
      CertificateProvider shown,
      Consumer<Configuration> change) {
    this.key = key;
    this.vehicle = vehicle;
    var configuration =
        new Configuration(CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS, SystemConfig.DEFINITIONS);
    configuration
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
        .setAsList(
            DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
        .setAsList(DtlsConfig.DTLS_CURVES, SupportedGroup.secp256r1)
        .setAsList(DtlsConfig.DTLS_CERTIFICATE_TYPES, CertificateType.RAW_PUBLIC_KEY)
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
        .set(CoapConfig.MAX_MESSAGE_SIZE, 1024)
        .set(CoapConfig.PREFERRED_BLOCK_SIZE, 1024)
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 100_000);
    change.accept(configuration);
    var dtls =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setAddress(new InetSocketAddress(from, 0))
                .setAdvancedCertificateVerifier(new PeerKeys())
                .setCertificateIdentityProvider(shown)
                .build());
    dtls.setExecutor(executor);
    this.endpoint =
        CoapEndpoint.builder().setConfiguration(configuration).setConnector(dtls).build();
    endpoint.setExecutors(executor, executor);
    try {
      endpoint.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A phone with a key of its own. */
  static Phone at(int port) {
    return with(port, _ -> {});
  }

  static Phone with(int port, Consumer<Configuration> change) {
    return from("127.0.0.1", port, change);
  }

  static Phone from(String address, int port, Consumer<Configuration> change) {
    var key = freshKey("secp256r1");
    return new Phone(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
        InetAddress.ofLiteral(address),
        key,
        new SingleCertificateProvider(key.getPrivate(), key.getPublic()),
        change);
  }

  /** A phone that answers the vehicle's request for its key with none. */
  static Phone keyless(int port) {
    return new Phone(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
        InetAddress.ofLiteral("127.0.0.1"),
        freshKey("secp256r1"),
        new NoKey(),
        _ -> {});
  }

  static KeyPair freshKey(String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Digest thumbprint() {
    return PeerKey.parse(Bytes.of(key.getPublic().getEncoded())).orElseThrow().thumbprint();
  }

  Response get(String path) throws InterruptedException {
    return send(new Request(Code.GET), path);
  }

  Response post(String path, int contentFormat, byte... body) throws InterruptedException {
    return send(postOf(contentFormat, body), path);
  }

  static Request postOf(int contentFormat, byte... body) {
    var request = new Request(Code.POST);
    request.getOptions().setContentFormat(contentFormat);
    request.setPayload(body);
    return request;
  }

  Response send(Request request, String path) throws InterruptedException {
    start(request, path);
    return answer(request, 8_000).orElseThrow(() -> new AssertionError("no answer to " + request));
  }

  void start(Request request, String path) {
    request.setScheme("coaps");
    request.setDestinationContext(new AddressEndpointContext(vehicle));
    var _ = request.getOptions().setUriPath(path);
    endpoint.sendRequest(request);
  }

  static Optional<Response> answer(Request request, long millis) throws InterruptedException {
    assertNotNull(request);
    return Optional.ofNullable(request.waitForResponse(millis));
  }

  @Override
  public void close() {
    endpoint.destroy();
    executor.shutdownNow();
  }
}
