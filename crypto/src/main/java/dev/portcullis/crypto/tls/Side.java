package dev.portcullis.crypto.tls;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** What each side of a connection insists on. */
enum Side {
  CLIENT,
  SERVER;

  static final String PROTOCOL = "TLSv1.3";

  /** The settings of this side, upon the JDK's own for the rest. */
  SSLParameters restrict(SSLParameters parameters) {
    parameters.setProtocols(new String[] {PROTOCOL});
    switch (this) {
      case CLIENT -> parameters.setEndpointIdentificationAlgorithm("HTTPS");
      case SERVER -> parameters.setNeedClientAuth(true);
    }
    return parameters;
  }

  SSLSocket restrict(SSLSocket socket) {
    socket.setUseClientMode(this == CLIENT);
    socket.setSSLParameters(restrict(socket.getSSLParameters()));
    return socket;
  }

  SSLServerSocket restrict(SSLServerSocket socket) {
    socket.setUseClientMode(this == CLIENT);
    socket.setSSLParameters(restrict(socket.getSSLParameters()));
    return socket;
  }

  SSLEngine restrict(SSLEngine engine) {
    engine.setUseClientMode(this == CLIENT);
    engine.setSSLParameters(restrict(engine.getSSLParameters()));
    return engine;
  }
}
