package dev.portcullis.simulator.local;

import dev.portcullis.crypto.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;

/** A vehicle's side of the local link that answers as a test says. */
final class ScriptedVehicle implements AutoCloseable {

  final List<Request> asked = new CopyOnWriteArrayList<>();
  private final LinkKey key;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final CoapEndpoint endpoint;

  ScriptedVehicle(LinkKey key, Function<Request, Response> script) {
    this.key = key;
    var configuration =
        new Configuration(CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS, SystemConfig.DEFINITIONS);
    configuration
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
        .setAsList(DtlsConfig.DTLS_CERTIFICATE_TYPES, CertificateType.RAW_PUBLIC_KEY)
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 4)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 40 * 1024);
    var connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setAddress(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
                .setCertificateIdentityProvider(
                    new SingleCertificateProvider(key.privateKey(), key.publicKey()))
                .setAdvancedCertificateVerifier(new VehicleKeys(new VehiclePin.Any()))
                .build());
    connector.setExecutor(executor);
    this.endpoint =
        CoapEndpoint.builder().setConfiguration(configuration).setConnector(connector).build();
    endpoint.setExecutors(executor, executor);
    endpoint.setMessageDeliverer(
        new MessageDeliverer() {
          @Override
          public void deliverRequest(Exchange exchange) {
            asked.add(exchange.getRequest());
            exchange.sendResponse(script.apply(exchange.getRequest()));
          }

          @Override
          public void deliverResponse(Exchange exchange, Response response) {}
        });
    try {
      endpoint.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InetSocketAddress address() {
    return endpoint.getAddress();
  }

  Digest thumbprint() {
    return key.thumbprint();
  }

  @Override
  public void close() {
    endpoint.destroy();
    executor.shutdownNow();
  }
}
