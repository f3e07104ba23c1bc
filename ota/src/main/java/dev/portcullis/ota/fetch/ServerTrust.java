package dev.portcullis.ota.fetch;

import java.net.HttpURLConnection;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** Who a server behind HTTPS has to be. The content's own signatures are verified in any case. */
public sealed interface ServerTrust {

  /** Whoever the platform's trust anchors vouch for. */
  record Platform() implements ServerTrust {}

  /**
   * Whoever {@code context} accepts. It also has the certificate that this side shows, if any: a
   * vehicle's own metadata is only for that vehicle ({@code MutualTls.client}).
   */
  record Given(SSLContext context) implements ServerTrust {}

  /** Has {@code http} ask for it, where there is TLS. */
  default void applyTo(HttpURLConnection http) {
    if (http instanceof HttpsURLConnection https) {
      var sockets =
          switch (this) {
            case Platform() -> https.getSSLSocketFactory();
            case Given(var context) -> context.getSocketFactory();
          };
      https.setSSLSocketFactory(ClosableSockets.of(sockets));
    }
  }
}
