package dev.portcullis.crypto.tls;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A context whose sockets and engines come with their side's settings. */
final class RestrictedContext extends SSLContext {

  RestrictedContext(SSLContext context, Side side) {
    super(new Restricted(context, side), context.getProvider(), Side.PROTOCOL);
  }

  private static final class Restricted extends SSLContextSpi {

    private final SSLContext context;
    private final Side side;

    Restricted(SSLContext context, Side side) {
      this.context = context;
      this.side = side;
    }

    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random) {
      throw new IllegalStateException("this context has its keys and anchors already");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return new PreparedSocketFactory(
          context.getSocketFactory(),
          socket -> {
            var _ = side.restrict(socket);
          });
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return new RestrictedServerSocketFactory(context.getServerSocketFactory(), side);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return side.restrict(context.createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return side.restrict(context.createSSLEngine(host, port));
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return context.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return context.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return side.restrict(context.getDefaultSSLParameters());
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return side.restrict(context.getSupportedSSLParameters());
    }
  }
}
