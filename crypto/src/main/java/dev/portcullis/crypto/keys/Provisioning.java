package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs11;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs12;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts keys into a key store: makes a key under a label, makes the request for its certificate, and
 * installs the chain an authority issued. A private key is made where it stays.
 */
public final class Provisioning {

  /** Lower case, because PKCS#12 of the JDK folds labels and a token does not. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private final Keys keys;
  private final SecureRandom random;

  /** Provisions the store that {@code keys} opened. */
  public Provisioning(Keys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /** Makes an empty PKCS#12 file, readable by its owner alone, and opens it. */
  public static Outcome<Keys, KeyRefusal> createFile(Pkcs12 source) {
    if (Files.exists(source.file())) {
      return Outcome.refused(new KeyRefusal(Reason.FILE_EXISTS, source.where(), ""));
    }
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Pkcs12File.write(source, store);
      return Keys.open(source);
    } catch (GeneralSecurityException | IOException e) {
      return Outcome.refused(
          new KeyRefusal(Reason.FILE_NOT_WRITABLE, source.where(), String.valueOf(e.getMessage())));
    }
  }

  /**
   * Makes a P-256 key under {@code label}, with a certificate by itself until {@link #install}
   * replaces it. Refuses {@code BAD_LABEL} and {@code LABEL_TAKEN}.
   */
  public Outcome<X509Certificate, KeyRefusal> createKey(String label, Validity validity) {
    if (!LABEL.matcher(label).matches()) {
      return keys.refused(Reason.BAD_LABEL, label, "");
    }
    return attempt(
        label,
        () -> {
          var opened = keys.opened();
          if (opened.store().containsAlias(label)) {
            return keys.refused(Reason.LABEL_TAKEN, label, "");
          }
          var pair = generator().generateKeyPair();
          var maker = new CertificateMaker(opened.provider());
          var certificate = maker.selfSigned(pair, label, validity, random);
          put(label, pair.getPrivate(), List.of(certificate));
          return Outcome.passed(certificate);
        });
  }

  /**
   * A certification request (PKCS#10, RFC 2986) in DER for the key under {@code label}, for an
   * authority to issue a certificate to {@code commonName}.
   */
  public Outcome<Bytes, KeyRefusal> request(String label, String commonName) {
    return keys.entry(label)
        .then(entry ->
            attempt(
                label,
                () -> {
                  var maker = new CertificateMaker(keys.opened().provider());
                  var publicKey = entry.leaf().getPublicKey();
                  return Outcome.passed(maker.request(entry.key(), publicKey, commonName));
                }));
  }

  /**
   * Installs the chain an authority issued, leaf first. Refuses {@code KEY_NOT_OF_CERTIFICATE}
   * unless the leaf names the key under {@code label}.
   */
  public Outcome<Identity, KeyRefusal> install(String label, List<X509Certificate> chain) {
    return keys.entry(label)
        .then(entry ->
            chain.isEmpty() || !chain.getFirst().getPublicKey().equals(entry.leaf().getPublicKey())
                ? keys.refused(Reason.KEY_NOT_OF_CERTIFICATE, label, "")
                : attempt(
                    label,
                    () -> {
                      put(label, entry.key(), chain);
                      return keys.identity(label);
                    }));
  }

  private KeyPairGenerator generator() throws GeneralSecurityException {
    var provider = keys.opened().provider();
    var generator =
        provider.isPresent()
            ? KeyPairGenerator.getInstance("EC", provider.get())
            : KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator;
  }

  private void put(String label, PrivateKey key, List<X509Certificate> chain)
      throws GeneralSecurityException, IOException {
    var certificates = chain.toArray(X509Certificate[]::new);
    var store = keys.opened().store();
    switch (keys.opened().source()) {
      case Pkcs11 _ -> store.setKeyEntry(label, key, null, certificates);
      case Pkcs12 file -> {
        var changed =
            Opened.withChars(
                file.secret(),
                chars -> {
                  store.setKeyEntry(label, key, chars, certificates);
                  return store;
                });
        Pkcs12File.write(file, changed);
      }
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    Outcome<T, KeyRefusal> run() throws GeneralSecurityException, IOException;
  }

  private <T> Outcome<T, KeyRefusal> attempt(String label, Work<T> work) {
    try {
      return work.run();
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      var reason =
          switch (keys.opened().source()) {
            case Pkcs11 _ -> Reason.TOKEN_FAULT;
            case Pkcs12 _ -> Reason.FILE_NOT_WRITABLE;
          };
      return keys.refused(reason, label, String.valueOf(e.getMessage()));
    }
  }
}
