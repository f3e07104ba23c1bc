package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/** A unit with an identity of its own. */
final class TestUnit {

  private static final char[] PASSWORD = "test".toCharArray();

  private TestUnit() {}

  static X509KeyManager identity(TestAuthority authority) {
    try {
      var keys = TestAuthority.newKeyPair();
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, PASSWORD);
      store.setKeyEntry(
          "unit",
          keys.getPrivate(),
          PASSWORD,
          new Certificate[] {authority.issue("unit", keys.getPublic())});
      var factory = KeyManagerFactory.getInstance("SunX509");
      factory.init(store, PASSWORD);
      return (X509KeyManager) factory.getKeyManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static CoapUnit of(TestAuthority authority, ShownAs shownAs, LongSupplier nanoTime) {
    return new CoapUnit(
        identity(authority), shownAs, Thread.ofPlatform().daemon().factory(), nanoTime);
  }

  static CoapServer server(int port, Set<Digest> pins) {
    return new CoapServer("127.0.0.1", port, List.of("images"), pins);
  }
}
