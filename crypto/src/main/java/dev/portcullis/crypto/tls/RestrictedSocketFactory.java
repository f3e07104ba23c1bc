package dev.portcullis.crypto.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes sockets that have their side's settings from the start. */
final class RestrictedSocketFactory extends SSLSocketFactory {

  private final SSLSocketFactory factory;
  private final Side side;

  RestrictedSocketFactory(SSLSocketFactory factory, Side side) {
    this.factory = factory;
    this.side = side;
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
    return restrict(factory.createSocket());
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    return restrict(factory.createSocket(below, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return restrict(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, @Nullable InetAddress localHost, int localPort)
      throws IOException {
    return restrict(factory.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return restrict(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, @Nullable InetAddress localAddress, int localPort)
      throws IOException {
    return restrict(factory.createSocket(address, port, localAddress, localPort));
  }

  private Socket restrict(Socket socket) {
    return side.restrict((SSLSocket) socket);
  }
}
