package dev.portcullis.simulator.broker;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

/**
 * How a client enters a broker.
 *
 * @param broker host and port; the broker's certificate must be for that host
 * @param tls the client's certificate and whom it trusts
 * @param clientId the certificate's common name, alone or followed by a hyphen and more
 * @param words what it says besides its certificate
 */
public record MqttLogin(InetSocketAddress broker, SSLContext tls, String clientId, Words words) {

  /** User name and password of MQTT's CONNECT. */
  public sealed interface Words {}

  /** Neither: the certificate says it all. */
  public record CertificateOnly() implements Words {}

  /** A user name and a password, as found in an app somebody took apart. */
  public record UserAndPassword(String user, String password) implements Words {}
}
