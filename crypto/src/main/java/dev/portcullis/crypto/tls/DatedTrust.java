package dev.portcullis.crypto.tls;

import dev.portcullis.crypto.x509.TrustAnchors;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The JDK's PKIX trust manager at a time of our own: it checks path, key usage, algorithms and, for
 * a client, the host's name; we say at which time. Without a time the JDK would take the wall
 * clock, which the network can set. Revocation of certificates is the policy's work.
 */
final class DatedTrust extends X509ExtendedTrustManager {

  private final TrustAnchors anchors;
  private final Supplier<? extends ValidityTime> time;

  DatedTrust(TrustAnchors anchors, Supplier<? extends ValidityTime> time) {
    this.anchors = anchors;
    this.time = time;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    pkixFor(chain).checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    pkixFor(chain).checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    pkixFor(chain).checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    pkixFor(chain).checkClientTrusted(chain, authType, engine);
  }

  /** Without the connection there is no host name to check: refused, not skipped. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a server is judged with the name it was asked for");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a client is judged with its connection");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return anchors.authorities().toArray(X509Certificate[]::new);
  }

  private X509ExtendedTrustManager pkixFor(X509Certificate[] chain) throws CertificateException {
    Instant judged = time.get().judge(chain);
    try {
      var parameters = new PKIXBuilderParameters(anchors.pkix(), new X509CertSelector());
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(judged));
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(new CertPathTrustManagerParameters(parameters));
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new CertificateException("no path validation in this JDK", e);
    }
  }
}
