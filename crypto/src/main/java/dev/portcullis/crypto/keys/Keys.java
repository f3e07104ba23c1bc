package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/**
 * An opened key store. Private keys are reached by label, for one of three purposes: an {@link
 * Identity} for TLS, a {@link Signer} for COSE, an {@link AgreementKeyPair} for what is sealed to
 * it. None hands out the key.
 */
public final class Keys implements AutoCloseable {

  private final Opened opened;

  private Keys(Opened opened) {
    this.opened = opened;
  }

  /**
   * Opens the store that {@code source} names. A token's provider is registered with the JDK until
   * {@link #close}, for TLS finds the implementation of a token's key there.
   */
  public static Outcome<Keys, KeyRefusal> open(KeyStoreSource source) {
    return Opened.of(source).map(Keys::new);
  }

  /** The key under {@code label} with its chain, for TLS. */
  public Outcome<Identity, KeyRefusal> identity(String label) {
    return entry(label)
        .then(entry -> {
          for (int i = 0; i + 1 < entry.chain().size(); i++) {
            if (!isIssued(entry.chain().get(i), entry.chain().get(i + 1))) {
              var subject = entry.chain().get(i).getSubjectX500Principal();
              return refused(Reason.BAD_CHAIN, label, "after " + subject.getName());
            }
          }
          return Outcome.passed(new Identity(at(label), entry.key(), entry.chain()));
        });
  }

  /**
   * Signs with the key under {@code label}: ES256 with a P-256 key, inside the token if it lives
   * there; EdDSA with an Ed25519 key of a file.
   */
  public Outcome<Signer, KeyRefusal> signer(String label) {
    return entry(label)
        .then(entry ->
            opened
                .provider()
                .<Outcome<Signer, KeyRefusal>>map(
                    provider -> TokenSigner.of(entry.key(), entry.leaf(), provider, at(label)))
                .orElseGet(() -> FileSigner.of(entry.key(), entry.leaf(), at(label))));
  }

  /**
   * The P-256 key under {@code label} of a file, for key agreement. A token's key is refused as
   * {@code TOKEN_ONLY_SIGNS}.
   */
  public Outcome<AgreementKeyPair, KeyRefusal> agreementKey(String label) {
    return opened.provider().isPresent()
        ? refused(Reason.TOKEN_ONLY_SIGNS, label, "")
        : entry(label).then(entry -> FileAgreement.of(entry.key(), entry.leaf(), at(label)));
  }

  /** Ends the use of the store: signers and identities of a token stop working. */
  @Override
  public void close() {
    opened.close();
  }

  Opened opened() {
    return opened;
  }

  Outcome<Entry, KeyRefusal> entry(String label) {
    try {
      var store = opened.store();
      if (!store.containsAlias(label)) {
        return refused(Reason.NO_SUCH_LABEL, label, "there are " + opened.labels());
      }
      if (!store.isKeyEntry(label)) {
        return refused(Reason.NOT_A_PRIVATE_KEY, label, "");
      }
      Certificate[] chain = store.getCertificateChain(label);
      if (!(opened.key(label) instanceof PrivateKey key) || chain == null || chain.length == 0) {
        return refused(Reason.NOT_A_PRIVATE_KEY, label, "");
      }
      var certificates = Arrays.stream(chain).map(X509Certificate.class::cast).toList();
      return opened.provider().isPresent() && key.getEncoded() != null
          ? refused(Reason.KEY_EXTRACTABLE, label, "")
          : Outcome.passed(new Entry(key, certificates));
    } catch (GeneralSecurityException e) {
      return refused(Reason.TOKEN_FAULT, label, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isIssued(X509Certificate subject, X509Certificate issuer) {
    try {
      subject.verify(issuer.getPublicKey());
      return subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  String at(String label) {
    return opened.where() + " label " + label;
  }

  <T> Outcome<T, KeyRefusal> refused(Reason reason, String label, String detail) {
    return Outcome.refused(new KeyRefusal(reason, at(label), detail));
  }

  /** A private key and its chain, leaf first. */
  record Entry(PrivateKey key, List<X509Certificate> chain) {
    X509Certificate leaf() {
      return chain.getFirst();
    }
  }
}
