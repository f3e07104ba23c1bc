package dev.portcullis.ota.fetch;

import java.net.HttpURLConnection;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** Who a server behind HTTPS has to be. The content's own signatures are verified in any case. */
public sealed interface ServerTrust {

  /** Whoever the platform's trust anchors vouch for. */
  record Platform() implements ServerTrust {}

  /** Whoever {@code context} accepts; it also knows what this side shows. */
  record Given(SSLContext context) implements ServerTrust {}

  /** Has {@code http} ask for it, where there is TLS. */
  default void applyTo(HttpURLConnection http) {
    switch (this) {
      case Platform() -> {}
      case Given(var context) -> {
        if (http instanceof HttpsURLConnection https) {
          https.setSSLSocketFactory(context.getSocketFactory());
        }
      }
    }
  }
}
