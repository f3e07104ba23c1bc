package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.tls.PreparedSocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS sockets that another thread can close while a write blocks. Without a linger time the JDK's
 * wait for the writer, to say goodbye after it: a server that does not read would hold a {@link
 * Deadline} as well as the writer.
 */
final class ClosableSockets {

  private static final int LINGER_SECONDS = 1;

  private ClosableSockets() {}

  static SSLSocketFactory of(SSLSocketFactory sockets) {
    return new PreparedSocketFactory(sockets, it -> it.setSoLinger(true, LINGER_SECONDS));
  }
}
