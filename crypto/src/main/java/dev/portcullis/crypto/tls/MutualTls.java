package dev.portcullis.crypto.tls;

import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.crypto.x509.TrustAnchors;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Makes TLS contexts that speak TLS 1.3 alone and authenticate both sides. What a context hands out
 * (sockets, engines, their defaults) has these settings already, so that a library that knows
 * nothing of them cannot forget them.
 */
public final class MutualTls {

  private MutualTls() {}

  /**
   * For a client: presents {@code identity}, and checks that the server's chain ends in one of
   * {@code anchors}, is valid at {@code time} and names the host asked for (RFC 9110 section
   * 4.3.4).
   */
  public static SSLContext client(
      Identity identity, TrustAnchors anchors, Supplier<? extends ValidityTime> time) {
    return context(Side.CLIENT, identity, anchors, time);
  }

  /**
   * For a server: presents {@code identity}, and ends a handshake in which the client shows no
   * certificate, or one whose chain does not end in one of {@code anchors} or is not valid at
   * {@code time}.
   */
  public static SSLContext server(
      Identity identity, TrustAnchors anchors, Supplier<? extends ValidityTime> time) {
    return context(Side.SERVER, identity, anchors, time);
  }

  private static SSLContext context(
      Side side, Identity identity, TrustAnchors anchors, Supplier<? extends ValidityTime> time) {
    try {
      var context = SSLContext.getInstance(Side.PROTOCOL);
      context.init(
          new KeyManager[] {identity.keyManager()},
          new TrustManager[] {new DatedTrust(anchors, time)},
          null);
      return new RestrictedContext(context, side);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS 1.3", e);
    }
  }
}
