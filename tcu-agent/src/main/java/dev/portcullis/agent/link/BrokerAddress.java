package dev.portcullis.agent.link;

import dev.portcullis.crypto.Outcome;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a broker listens, made from a configuration's text. There is only one scheme, because there
 * is only one way to connect: TLS 1.3, both sides with a certificate.
 *
 * @param host name or address, never empty; the broker's certificate must be for it
 * @param port 1 to 65535
 */
public record BrokerAddress(String host, int port) {

  /** The only scheme. */
  public static final String SCHEME = "mqtts";

  /** IANA's port for MQTT over TLS. */
  public static final int DEFAULT_PORT = 8883;

  private static final int LARGEST_PORT = 65535;
  private static final int NO_PORT = -1;

  /** Why a text is not a broker's address. */
  public enum Refusal {
    /** It is not a URI. */
    NOT_A_URI,
    /** Its scheme is not {@code mqtts}; there is no unencrypted way in. */
    NOT_MQTTS,
    /** It names no host. */
    NO_HOST,
    /** Its port is not 1 to 65535. */
    BAD_PORT,
    /** It has a user, a path, a query or a fragment, none of which would mean anything here. */
    MORE_THAN_HOST_AND_PORT
  }

  /** Checks what {@link #parse} promises. */
  public BrokerAddress {
    if (host.isEmpty() || port < 1 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("not a broker's address: " + host + ":" + port);
    }
  }

  /** Reads {@code mqtts://host} or {@code mqtts://host:port}. */
  public static Outcome<BrokerAddress, Refusal> parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return Outcome.refused(Refusal.NOT_A_URI);
    }
    if (!SCHEME.equalsIgnoreCase(uri.getScheme())) {
      return Outcome.refused(Refusal.NOT_MQTTS);
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      return Outcome.refused(Refusal.NO_HOST);
    }
    if (uri.getPort() == 0 || uri.getPort() > LARGEST_PORT) {
      return Outcome.refused(Refusal.BAD_PORT);
    }
    if (saysMore(uri)) {
      return Outcome.refused(Refusal.MORE_THAN_HOST_AND_PORT);
    }
    int port = uri.getPort() == NO_PORT ? DEFAULT_PORT : uri.getPort();
    return Outcome.passed(new BrokerAddress(withoutBrackets(uri.getHost()), port));
  }

  private static boolean saysMore(URI uri) {
    return uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || !(uri.getRawPath() == null || uri.getRawPath().isEmpty());
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
