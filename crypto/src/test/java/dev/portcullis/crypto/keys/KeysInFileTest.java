package dev.portcullis.crypto.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.CoseEncrypt;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs12;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a PKCS#12 file: used, provisioned, and each way in which they are not to be had. */
final class KeysInFileTest {

  private static final String PASSWORD = "correct horse";
  private static final Validity VALIDITY = new Validity(TestAuthority.BEGIN, TestAuthority.END);
  private static final Bytes PAYLOAD = Bytes.fromHex("a0");
  private static final TestAuthority AUTHORITY = new TestAuthority("authority");

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("identity.p12");
  }

  @Test
  void signsWithAProvisionedKeyAfterReopening() {
    makeFileWith("receipt");
    var signer = open().signer("receipt").orFault();
    assertEquals(Algorithm.ES256, signer.publicKey().algorithm());
    var message = Sign1.parse(Sign1.sign(signer, "test", PAYLOAD), "test").orFault();
    assertEquals(Outcome.passed(PAYLOAD), message.verify(signer.publicKey()));
  }

  @Test
  void opensWhatWasSealedToAProvisionedKey() {
    makeFileWith("image");
    var random = new SecureRandom();
    var pair = open().agreementKey("image").orFault();
    assertEquals(open().signer("image").orFault().publicKey(), pair.publicKey());
    var sealed = CoseEncrypt.seal(pair.publicKey(), random, PAYLOAD, Bytes.empty());
    assertEquals(Outcome.passed(PAYLOAD), CoseEncrypt.open(pair, sealed, Bytes.empty()));
  }

  @Test
  void agreesWithNoKeyButP256AndItsOwnCertificate() throws Exception {
    var ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    store("image", ed, AUTHORITY.issue("image", ed.getPublic()));
    refuses(Reason.WRONG_KEY_TYPE, open().agreementKey("image"));
    refuses(Reason.NO_SUCH_LABEL, open().agreementKey("another"));
  }

  @Test
  void signsWithAnEd25519Key() throws Exception {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    store("countersign", pair, AUTHORITY.issue("countersign", pair.getPublic()));
    var signer = open().signer("countersign").orFault();
    assertEquals(Algorithm.EDDSA, signer.publicKey().algorithm());
    assertEquals(Outcome.passed(PAYLOAD), signer.publicKey().verify(PAYLOAD, signer.sign(PAYLOAD)));
  }

  @Test
  void installsTheChainThatAnAuthorityIssued() {
    var provisioning = provision("vehicle");
    var key = open().identity("vehicle").orFault().certificate().getPublicKey();
    var chain = List.of(AUTHORITY.issue("vehicle 1", key), AUTHORITY.certificate());
    assertInstanceOf(Outcome.Passed.class, provisioning.install("vehicle", chain));
    assertEquals(chain, open().identity("vehicle").orFault().chain());
  }

  @Test
  void requestsACertificateWithProofOfPossession() throws Exception {
    var provisioning = provision("vehicle");
    var encoded = provisioning.request("vehicle", "vehicle 1").orFault();
    var request = new PKCS10CertificationRequest(encoded.toArray());
    assertEquals("CN=vehicle 1", request.getSubject().toString());
    var key = request.getSubjectPublicKeyInfo();
    assertEquals(
        true, request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key)));
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    makeFileWith("receipt");
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    assertFalse(Files.exists(folder.resolve("identity.p12.new")));
  }

  @Test
  void namesAMissingFile() {
    refuses(Reason.FILE_MISSING, Keys.open(source(PASSWORD)));
  }

  @Test
  void namesAFileItCannotRead() throws Exception {
    Files.createDirectory(file);
    refuses(Reason.FILE_UNREADABLE, Keys.open(source(PASSWORD)));
  }

  @Test
  void namesAWrongPassword() {
    makeFileWith("receipt");
    refuses(Reason.WRONG_SECRET, Keys.open(source("battery staple")));
  }

  @Test
  void namesAFileThatIsNoKeyStore() throws Exception {
    Files.writeString(file, "-----BEGIN CERTIFICATE-----\n");
    refuses(Reason.NOT_A_KEY_STORE, Keys.open(source(PASSWORD)));
    Files.write(file, new byte[0]);
    refuses(Reason.NOT_A_KEY_STORE, Keys.open(source(PASSWORD)));
  }

  @Test
  void namesATornFile() throws Exception {
    makeFileWith("receipt");
    byte[] whole = Files.readAllBytes(file);
    for (int size : List.of(1, 20, whole.length / 2, whole.length - 1)) {
      Files.write(file, Bytes.copyOf(whole, 0, size).toArray());
      refuses(Reason.NOT_A_KEY_STORE, Keys.open(source(PASSWORD)));
    }
  }

  @Test
  void namesAFileThatIsTooLarge() throws Exception {
    Files.write(file, new byte[(1 << 20) + 1]);
    refuses(Reason.FILE_TOO_LARGE, Keys.open(source(PASSWORD)));
  }

  @Test
  void namesALabelThatIsNotThere() {
    makeFileWith("receipt");
    refuses(Reason.NO_SUCH_LABEL, open().signer("recipe"));
    refuses(Reason.NO_SUCH_LABEL, open().identity("recipe"));
  }

  @Test
  void namesALabelWithoutAKey() throws Exception {
    var store = emptyStore();
    store.setCertificateEntry("authority", AUTHORITY.certificate());
    write(store);
    refuses(Reason.NOT_A_PRIVATE_KEY, open().signer("authority"));
  }

  @Test
  void namesAKeyOfTheWrongType() throws Exception {
    for (String algorithm : List.of("RSA", "Ed448")) {
      var pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
      store("receipt", pair, AUTHORITY.issue("receipt", pair.getPublic()));
      refuses(Reason.WRONG_KEY_TYPE, open().signer("receipt"));
      Files.delete(file);
    }
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(384);
    var pair = generator.generateKeyPair();
    store("receipt", pair, AUTHORITY.issue("receipt", pair.getPublic()));
    refuses(Reason.WRONG_KEY_TYPE, open().signer("receipt"));
  }

  @Test
  void namesAKeyUnderTheCertificateOfAnother() throws Exception {
    var other = TestAuthority.newKeyPair().getPublic();
    store("receipt", TestAuthority.newKeyPair(), AUTHORITY.issue("receipt", other));
    refuses(Reason.KEY_NOT_OF_CERTIFICATE, open().signer("receipt"));
  }

  @Test
  void doesNotInstallTheCertificateOfAnotherKey() {
    var provisioning = provision("vehicle");
    var other = AUTHORITY.issue("vehicle", TestAuthority.newKeyPair().getPublic());
    refuses(Reason.KEY_NOT_OF_CERTIFICATE, provisioning.install("vehicle", List.of(other)));
    refuses(Reason.KEY_NOT_OF_CERTIFICATE, provisioning.install("vehicle", List.of()));
  }

  @Test
  void namesAChainThatDoesNotHangTogether() throws Exception {
    var provisioning = provision("vehicle");
    var key = open().identity("vehicle").orFault().certificate().getPublicKey();
    var stranger = new TestAuthority("authority").certificate();
    refuses(
        Reason.BAD_CHAIN,
        provisioning.install("vehicle", List.of(AUTHORITY.issue("vehicle", key), stranger)));
  }

  @Test
  void tellsWhenACertificateHasEndedOrNotBegun() {
    makeFileWith("vehicle");
    var identity = open().identity("vehicle").orFault();
    refuses(Reason.EXPIRED, identity.validAt(TestAuthority.END.plusSeconds(1)));
    refuses(Reason.NOT_YET_VALID, identity.validAt(TestAuthority.BEGIN.minusSeconds(1)));
    assertEquals(Outcome.passed(identity), identity.validAt(Instant.parse("2026-06-01T00:00:00Z")));
  }

  @Test
  void neverOverwritesAKeyOrAFile() {
    var provisioning = provision("receipt");
    refuses(Reason.LABEL_TAKEN, provisioning.createKey("receipt", VALIDITY));
    refuses(Reason.FILE_EXISTS, Provisioning.createFile(source(PASSWORD)));
  }

  @Test
  void refusesALabelThatStoresSpellDifferently() {
    var provisioning = provision("receipt");
    for (String label : List.of("", "Receipt", "re ceipt", "-a", "a".repeat(65))) {
      refuses(Reason.BAD_LABEL, provisioning.createKey(label, VALIDITY));
    }
  }

  @Test
  void namesAFolderItCannotWriteTo() {
    var source = new Pkcs12(folder.resolve("none").resolve("a.p12"), secret(PASSWORD));
    refuses(Reason.FILE_NOT_WRITABLE, Provisioning.createFile(source));
  }

  private void makeFileWith(String label) {
    assertInstanceOf(Provisioning.class, provision(label));
  }

  private Provisioning provision(String label) {
    var keys = Provisioning.createFile(source(PASSWORD)).orFault();
    var provisioning = new Provisioning(keys, new SecureRandom());
    assertInstanceOf(Outcome.Passed.class, provisioning.createKey(label, VALIDITY));
    return provisioning;
  }

  private Keys open() {
    return Keys.open(source(PASSWORD)).orFault();
  }

  private Pkcs12 source(String password) {
    return new Pkcs12(file, secret(password));
  }

  private static SecretBytes secret(String text) {
    return SecretBytes.takeOver(text.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyStore emptyStore() throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private void store(String label, KeyPair pair, X509Certificate certificate) throws Exception {
    var store = emptyStore();
    store.setKeyEntry(
        label, pair.getPrivate(), PASSWORD.toCharArray(), new X509Certificate[] {certificate});
    write(store);
  }

  private void write(KeyStore store) throws Exception {
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static void refuses(Reason expected, Outcome<?, KeyRefusal> outcome) {
    var refused = assertInstanceOf(Outcome.Refused.class, outcome);
    var reason = assertInstanceOf(KeyRefusal.class, refused.reason());
    assertEquals(expected, reason.reason(), reason::toString);
    assertFalse(reason.reason().next().isEmpty());
    assertFalse(reason.toString().contains(PASSWORD));
  }
}
