package dev.portcullis.crypto.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes listening sockets that have their side's settings from the start. */
final class RestrictedServerSocketFactory extends SSLServerSocketFactory {

  private final SSLServerSocketFactory factory;
  private final Side side;

  RestrictedServerSocketFactory(SSLServerSocketFactory factory, Side side) {
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
  public ServerSocket createServerSocket() throws IOException {
    return restrict(factory.createServerSocket());
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    return restrict(factory.createServerSocket(port));
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog) throws IOException {
    return restrict(factory.createServerSocket(port, backlog));
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address)
      throws IOException {
    return restrict(factory.createServerSocket(port, backlog, address));
  }

  private ServerSocket restrict(ServerSocket socket) {
    return side.restrict((SSLServerSocket) socket);
  }
}
