package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A private key, wherever it lives, with the chain that names its holder; made by {@link Keys}. The
 * key is not handed out: it works for TLS through the key manager.
 */
public final class Identity {

  private final String where;
  private final PrivateKey key;
  private final List<X509Certificate> chain;

  Identity(String where, PrivateKey key, List<X509Certificate> chain) {
    this.where = where;
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /** The chain, leaf first; at least one certificate. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** The certificate of the key itself. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /**
   * This identity if its own certificate is valid at {@code time}: for a look before the start. A
   * peer judges the chain by its own clock.
   */
  public Outcome<Identity, KeyRefusal> validAt(Instant time) {
    var leaf = certificate();
    if (time.isAfter(leaf.getNotAfter().toInstant())) {
      return refused(Reason.EXPIRED, "it ended " + leaf.getNotAfter().toInstant());
    }
    if (time.isBefore(leaf.getNotBefore().toInstant())) {
      return refused(Reason.NOT_YET_VALID, "it begins " + leaf.getNotBefore().toInstant());
    }
    return Outcome.passed(this);
  }

  /** This identity if its key is on P-256: DTLS is spoken with no other. */
  public Outcome<Identity, KeyRefusal> p256() {
    return CertificateKey.p256(certificate(), where).map(_ -> this);
  }

  /** Presents this identity, and only it, in every handshake that asks for one. */
  public X509ExtendedKeyManager keyManager() {
    return new PresentedKey(key, chain);
  }

  private Outcome<Identity, KeyRefusal> refused(Reason reason, String detail) {
    return Outcome.refused(new KeyRefusal(reason, where, detail));
  }

  @Override
  public String toString() {
    return "Identity(" + certificate().getSubjectX500Principal() + ")";
  }
}
