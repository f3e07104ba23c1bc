package dev.portcullis.simulator.local;

import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
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

/** Californium as a phone uses it: one peer, raw public keys, one cipher suite. */
final class PhoneTransport {

  private static final int BLOCK = 1024;
  private static final int LARGEST_BODY = 64 * 1024;

  // The field keeps the level from being collected with the logger.
  private static final Logger CALIFORNIUM = Logger.getLogger("org.eclipse.californium");

  static {
    if (CALIFORNIUM.getLevel() == null) {
      CALIFORNIUM.setLevel(Level.OFF);
    }
  }

  private PhoneTransport() {}

  /** An endpoint that has started, and what is below it. */
  record Started(CoapEndpoint endpoint, DTLSConnector connector) {}

  static Started open(LinkKey key, VehicleKeys vehicleKeys, ScheduledExecutorService executor)
      throws IOException {
    var configuration = configuration();
    var connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setCertificateIdentityProvider(
                    new SingleCertificateProvider(key.privateKey(), key.publicKey()))
                .setAdvancedCertificateVerifier(vehicleKeys)
                .build());
    connector.setExecutor(executor);
    var endpoint =
        CoapEndpoint.builder().setConfiguration(configuration).setConnector(connector).build();
    endpoint.setExecutors(executor, executor);
    endpoint.start();
    return new Started(endpoint, connector);
  }

  private static Configuration configuration() {
    var configuration =
        new Configuration(CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS, SystemConfig.DEFINITIONS);
    configuration
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
        .setAsList(
            DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
        .setAsList(DtlsConfig.DTLS_CURVES, SupportedGroup.secp256r1)
        .setAsList(
            DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS,
            SignatureAndHashAlgorithm.SHA256_WITH_ECDSA)
        .setAsList(DtlsConfig.DTLS_CERTIFICATE_TYPES, CertificateType.RAW_PUBLIC_KEY)
        .set(DtlsConfig.DTLS_EXTENDED_MASTER_SECRET_MODE, ExtendedMasterSecretMode.REQUIRED)
        // Takes part in connection ids: the vehicle's are used, the phone needs none of its own.
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
        .set(DtlsConfig.DTLS_MAX_CONNECTIONS, 2)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
    return configuration
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK)
        .set(CoapConfig.MAX_MESSAGE_SIZE, BLOCK)
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, LARGEST_BODY)
        .set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
  }
}
