package dev.portcullis.crypto.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs11;
import dev.portcullis.crypto.testing.SoftHsm;
import dev.portcullis.crypto.tls.MutualTls;
import dev.portcullis.crypto.tls.ValidityTime;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in SoftHSM2: a token in software, behind the interface every hardware token has. */
final class KeysInTokenTest {

  private static final Validity VALIDITY = new Validity(TestAuthority.BEGIN, TestAuthority.END);
  private static final Bytes PAYLOAD = Bytes.fromHex("a0");
  private static final TestAuthority AUTHORITY = new TestAuthority("authority");

  @TempDir static Path folder;
  private static Path library = Path.of("");

  @BeforeAll
  static void initialiseToken() throws IOException, InterruptedException {
    library = SoftHsm.initialise();
  }

  @Test
  void signsInTheTokenWithAKeyThatCannotBeReadOut() {
    try (var keys = open("sign")) {
      create(keys, "receipt");
      var signer = keys.signer("receipt").orFault();
      var message = Sign1.parse(Sign1.sign(signer, "test", PAYLOAD), "test").orFault();
      assertEquals(Outcome.passed(PAYLOAD), message.verify(signer.publicKey()));
      assertNull(keys.entry("receipt").orFault().key().getEncoded());
    }
  }

  @Test
  void agreesOnNothingWithAKeyInTheToken() {
    try (var keys = open("agree")) {
      create(keys, "image");
      refuses(Reason.TOKEN_ONLY_SIGNS, keys.agreementKey("image"));
    }
  }

  @Test
  void aKeyIsStillThereWhenTheTokenIsOpenedAgain() {
    try (var keys = open("first")) {
      create(keys, "lasting");
    }
    try (var keys = open("second")) {
      var signer = keys.signer("lasting").orFault();
      assertEquals(
          Outcome.passed(PAYLOAD), signer.publicKey().verify(PAYLOAD, signer.sign(PAYLOAD)));
    }
  }

  @Test
  void bothSidesAuthenticateWithTheClientsKeyInTheToken() throws Exception {
    try (var keys = open("tls")) {
      create(keys, "vehicle");
      create(keys, "broker");
      try (var listener =
          MutualTls.server(certified(keys, "broker"), AUTHORITY.anchors(), KeysInTokenTest::time)
              .getServerSocketFactory()
              .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        var served =
            CompletableFuture.supplyAsync(() -> {
              try (var socket = (SSLSocket) listener.accept()) {
                socket.startHandshake();
                socket.getOutputStream().write('!');
                return socket.getSession().getPeerPrincipal().getName();
              } catch (IOException e) {
                return e.toString();
              }
            });
        var client =
            MutualTls.client(
                certified(keys, "vehicle"), AUTHORITY.anchors(), KeysInTokenTest::time);
        try (var socket =
            client.getSocketFactory().createSocket("127.0.0.1", listener.getLocalPort())) {
          assertEquals('!', socket.getInputStream().read());
        }
        assertEquals("CN=vehicle", served.get(30, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void namesAWrongPin() {
    refuses(Reason.WRONG_SECRET, Keys.open(source("pin", 0, "0000")));
  }

  @Test
  void namesASlotWithoutAToken() {
    refuses(Reason.TOKEN_MISSING, Keys.open(source("slot", 1, SoftHsm.PIN)));
    refuses(Reason.TOKEN_MISSING, Keys.open(source("slots", 7, SoftHsm.PIN)));
  }

  @Test
  void namesAMissingLibrary() {
    var source = new Pkcs11(folder.resolve("none.so"), "library", 0, secret(SoftHsm.PIN));
    refuses(Reason.TOKEN_LIBRARY_MISSING, Keys.open(source));
  }

  @Test
  void namesALibraryThatIsNone() throws IOException {
    var text = Files.writeString(folder.resolve("text.so"), "no library");
    var source = new Pkcs11(text, "text", 0, secret(SoftHsm.PIN));
    refuses(Reason.TOKEN_LIBRARY_UNUSABLE, Keys.open(source));
  }

  @Test
  void namesALabelThatIsNotThere() {
    try (var keys = open("label")) {
      refuses(Reason.NO_SUCH_LABEL, keys.signer("none"));
    }
  }

  @Test
  void neverOverwritesAKey() {
    try (var keys = open("taken")) {
      create(keys, "taken");
      refuses(
          Reason.LABEL_TAKEN,
          new Provisioning(keys, new SecureRandom()).createKey("taken", VALIDITY));
    }
  }

  @Test
  void aTokenIsOpenedOnceUnderAName() {
    try (var keys = open("once")) {
      assertInstanceOf(Keys.class, keys);
      refuses(Reason.TOKEN_ALREADY_OPEN, Keys.open(source("once", 0, SoftHsm.PIN)));
    }
  }

  @Test
  void refusesAKeyOfTheTokenThatCanBeReadOut() throws Exception {
    var pair = TestAuthority.newKeyPair();
    var certificate = AUTHORITY.issue("readable", pair.getPublic());
    var provider = lenientProvider();
    var store = KeyStore.getInstance("PKCS11", provider);
    store.load(null, SoftHsm.PIN.toCharArray());
    store.setKeyEntry("readable", pair.getPrivate(), null, new Certificate[] {certificate});
    provider.logout();
    try (var keys = open("readable")) {
      refuses(Reason.KEY_EXTRACTABLE, keys.signer("readable"));
      refuses(Reason.KEY_EXTRACTABLE, keys.identity("readable"));
    }
  }

  /** Imports keys so that the token would give them back. */
  private static AuthProvider lenientProvider() {
    var readable = " = {\nCKA_TOKEN = true\nCKA_SENSITIVE = false\nCKA_EXTRACTABLE = true\n}\n";
    return (AuthProvider)
        Security.getProvider("SunPKCS11")
            .configure(
                "--name=lenient\nlibrary="
                    + library
                    + "\nslotListIndex=0\n"
                    + "attributes(*,CKO_PRIVATE_KEY,*)"
                    + readable);
  }

  @Test
  void refusesAConfigurationThatWouldAddLinesToTheProviders() {
    for (String name : List.of("", "a b", "a\nlibrary=b", "a".repeat(33))) {
      assertThrows(
          IllegalArgumentException.class, () -> new Pkcs11(library, name, 0, secret(SoftHsm.PIN)));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new Pkcs11(Path.of("a\nslot=1"), "name", 0, secret(SoftHsm.PIN)));
    assertThrows(
        IllegalArgumentException.class, () -> new Pkcs11(library, "name", -1, secret(SoftHsm.PIN)));
  }

  private static ValidityTime time() {
    return new ValidityTime.NotBefore(TestAuthority.BEGIN);
  }

  private static Identity certified(Keys keys, String label) {
    var key = keys.identity(label).orFault().certificate().getPublicKey();
    var chain = List.of(AUTHORITY.issue(label, key), AUTHORITY.certificate());
    return new Provisioning(keys, new SecureRandom()).install(label, chain).orFault();
  }

  private static void create(Keys keys, String label) {
    var created = new Provisioning(keys, new SecureRandom()).createKey(label, VALIDITY);
    assertInstanceOf(Outcome.Passed.class, created, created::toString);
  }

  private static Keys open(String name) {
    return Keys.open(source(name, 0, SoftHsm.PIN)).orFault();
  }

  private static Pkcs11 source(String name, int slot, String pin) {
    return new Pkcs11(library, name, slot, secret(pin));
  }

  private static SecretBytes secret(String text) {
    return SecretBytes.takeOver(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuses(Reason expected, Outcome<?, KeyRefusal> outcome) {
    var refused = assertInstanceOf(Outcome.Refused.class, outcome, outcome::toString);
    var reason = assertInstanceOf(KeyRefusal.class, refused.reason());
    assertEquals(expected, reason.reason(), reason::toString);
  }
}
