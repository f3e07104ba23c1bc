package dev.portcullis.crypto.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that have their settings from the start, also for a library that knows nothing of
 * them.
 */
public final class PreparedSocketFactory extends SSLSocketFactory {

  private final SSLSocketFactory factory;
  private final Preparation preparation;

  /** Gives a new socket its settings. */
  @FunctionalInterface
  public interface Preparation {

    /** Before anybody else has {@code socket}. */
    void prepare(SSLSocket socket) throws IOException;
  }

  /** The sockets of {@code factory}, prepared. */
  public PreparedSocketFactory(SSLSocketFactory factory, Preparation preparation) {
    this.factory = factory;
    this.preparation = preparation;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return prepared(factory.createSocket());
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    return prepared(factory.createSocket(below, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prepared(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, @Nullable InetAddress localHost, int localPort)
      throws IOException {
    return prepared(factory.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return prepared(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, @Nullable InetAddress localAddress, int localPort)
      throws IOException {
    return prepared(factory.createSocket(address, port, localAddress, localPort));
  }

  private Socket prepared(Socket socket) throws IOException {
    preparation.prepare((SSLSocket) socket);
    return socket;
  }
}
