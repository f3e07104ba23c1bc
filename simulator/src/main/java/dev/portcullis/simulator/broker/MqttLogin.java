package dev.portcullis.simulator.broker;

import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * How a client enters a broker.
 *
 * @param broker host and port; the broker's certificate must be for that host
 * @param tls the client's certificate and whom it trusts
 * @param clientId the certificate's common name, alone or followed by a hyphen and more
 * @param words what it says besides its certificate
 * @param session what the broker keeps for it while it is away
 */
public record MqttLogin(
    InetSocketAddress broker, SSLContext tls, String clientId, Words words, Session session) {

  /** A login for which the broker keeps nothing. */
  public MqttLogin(InetSocketAddress broker, SSLContext tls, String clientId, Words words) {
    this(broker, tls, clientId, words, new Fresh());
  }

  /** The same login for which the broker keeps what comes while it is away, that long. */
  public MqttLogin kept(Duration away) {
    return new MqttLogin(broker, tls, clientId, words, new Kept(away));
  }

  /** What the broker keeps of a session after its connection is gone. */
  public sealed interface Session {}

  /** Nothing. */
  public record Fresh() implements Session {}

  /** Subscriptions and what comes for them, for this long, in whole seconds. */
  public record Kept(Duration away) implements Session {}

  /** User name and password of MQTT's CONNECT. */
  public sealed interface Words {}

  /** Neither: the certificate says it all. */
  public record CertificateOnly() implements Words {}

  /** A user name and a password, as found in an app somebody took apart. */
  public record UserAndPassword(String user, String password) implements Words {}
}
