package dev.portcullis.simulator.authority;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * The certificate authority of one simulator folder. The first run makes its root; each party's
 * keys are made when they are first asked for and stay the same afterwards.
 */
public final class Authority {

  private static final String ROOT = "root";
  private static final int PASSWORD_BYTES = 24;
  private static final int PEM_WIDTH = 64;

  private final Path folder;
  private final SecureRandom random;
  private final CertificateMaker maker;
  private final Issuer issuer;

  private Authority(Path folder, SecureRandom random, CertificateMaker maker, Issuer issuer) {
    this.folder = folder;
    this.random = random;
    this.maker = maker;
    this.issuer = issuer;
  }

  /**
   * Opens the authority of {@code folder}, and makes it where there is none.
   *
   * @throws IOException if the folder cannot be read or written
   * @throws GeneralSecurityException if a key store there is damaged
   */
  public static Authority open(Path folder, InstantSource clock, SecureRandom random)
      throws IOException, GeneralSecurityException {
    var maker = new CertificateMaker(clock, random);
    var files = KeyFiles.in(folder.resolve("ca"), ROOT);
    if (!Files.exists(files.store())) {
      var keys = generate(random);
      var name = new X500Principal("CN=Portcullis simulator root,O=Portcullis");
      var certificate = maker.root(keys, name);
      var store = emptyStore();
      var password = newPassword(random);
      store.setKeyEntry(ROOT, keys.getPrivate(), password, new Certificate[] {certificate});
      write(store, files, password);
    }
    return new Authority(folder, random, maker, readIssuer(files));
  }

  /** The root certificate, for everybody to trust, as a PEM file. */
  public Path rootCertificate() throws IOException, GeneralSecurityException {
    var file = folder.resolve("ca").resolve("root.pem");
    if (!Files.exists(file)) {
      PrivateFiles.write(file, pem(issuer.certificate()).getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  /** The root certificate in a key store without keys, for programs that do not read PEM. */
  public KeyFiles trustStore() throws IOException, GeneralSecurityException {
    var files = KeyFiles.in(folder.resolve("ca"), "trust");
    if (!Files.exists(files.store())) {
      var store = emptyStore();
      store.setCertificateEntry(ROOT, issuer.certificate());
      write(store, files, newPassword(random));
    }
    return files;
  }

  /**
   * The key files {@code place/keys.p12} and {@code place/keys.password}: one P-256 key for each of
   * {@code labels}, each with a certificate for {@code party}. Made at the first call.
   *
   * @param place the folder's name below the authority's folder
   */
  public KeyFiles issue(String place, Party party, List<String> labels)
      throws IOException, GeneralSecurityException {
    var files = KeyFiles.in(folder.resolve(place), "keys");
    if (!Files.exists(files.store())) {
      var store = emptyStore();
      var password = newPassword(random);
      for (var label : labels) {
        var keys = generate(random);
        var chain =
            new Certificate[] {
              maker.leaf(issuer, keys, partyOf(party, label)), issuer.certificate()
            };
        store.setKeyEntry(label, keys.getPrivate(), password, chain);
      }
      write(store, files, password);
    }
    return files;
  }

  /** Only the key labelled {@link KeyFiles#IDENTITY} opens connections: the others only sign. */
  private static Party partyOf(Party party, String label) {
    return label.equals(KeyFiles.IDENTITY) ? party : new Party(PartyKind.SIGNER, label);
  }

  private static Issuer readIssuer(KeyFiles files) throws IOException, GeneralSecurityException {
    var password = Files.readString(files.password()).toCharArray();
    var store = KeyStore.getInstance(files.store().toFile(), password);
    if (store.getKey(ROOT, password) instanceof PrivateKey key
        && store.getCertificate(ROOT) instanceof X509Certificate certificate) {
      return new Issuer(key, certificate);
    }
    throw new GeneralSecurityException(files.store() + " holds no root key");
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyPair generate(SecureRandom random) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static char[] newPassword(SecureRandom random) {
    var bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).toCharArray();
  }

  // The password first: a store without its password would never open again.
  private static void write(KeyStore store, KeyFiles files, char[] password)
      throws IOException, GeneralSecurityException {
    var out = new ByteArrayOutputStream();
    store.store(out, password);
    PrivateFiles.write(files.password(), new String(password).getBytes(StandardCharsets.US_ASCII));
    PrivateFiles.write(files.store(), out.toByteArray());
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    var encoder = Base64.getMimeEncoder(PEM_WIDTH, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + encoder.encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
