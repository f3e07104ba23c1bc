package dev.portcullis.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.config.AgentConfiguration.KeyPlace;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs12;
import dev.portcullis.crypto.keys.Provisioning;
import dev.portcullis.crypto.keys.SecretFile;
import dev.portcullis.crypto.keys.Validity;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.encrypted.DecryptionFault;
import dev.portcullis.ota.encrypted.ImageBinding;
import dev.portcullis.ota.encrypted.ImageEncryptor;
import dev.portcullis.ota.fetch.coap.CoapServer;
import dev.portcullis.ota.metadata.TargetName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vehicle's keys, as the configuration names them, in a real PKCS#12 file. */
final class OwnKeysTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Bytes IMAGE = Bytes.utf8("an image");
  private static final ImageBinding BINDING =
      new ImageBinding(new TargetName("a.tar"), IMAGE.size(), Digest.of(IMAGE));

  @TempDir private Path folder;
  private Path password = Path.of("");

  @BeforeEach
  void provision() {
    password = folder.resolve("password");
    var _ = SecretFile.write(new DiskFileSystem(), password, secret()).orFault();
    try (var keys =
        Provisioning.createFile(new Pkcs12(folder.resolve("keys.p12"), secret())).orFault()) {
      var begin = Instant.parse("2026-01-01T00:00:00Z");
      for (String label : List.of("tls", "receipt", "image")) {
        var _ =
            new Provisioning(keys, RANDOM)
                .createKey(label, new Validity(begin, begin.plusSeconds(3600)))
                .orFault();
      }
    }
  }

  private static SecretBytes secret() {
    return SecretBytes.takeOver(Bytes.utf8("pass").toArray());
  }

  private Outcome<OwnKeys, Problem> open(Optional<String> image) {
    return OwnKeys.open(
        new KeyPlace.File(folder.resolve("keys.p12"), password, "tls", "receipt", image));
  }

  @Test
  void theImageKeyOpensWhatWasSealedToItAndNothingElse() throws IOException {
    try (var own = open(Optional.of("image")).orFault();
        var encrypted =
            ImageEncryptor.encrypt(
                    BINDING,
                    RANDOM,
                    new ByteArrayInputStream(IMAGE.toArray()),
                    OutputStream.nullOutputStream())
                .orFault()) {
      var pair = own.imagePair().orElseThrow();
      var sealed = encrypted.keyFor(pair.publicKey(), RANDOM);
      assertTrue(own.imageKey().open(sealed, BINDING) instanceof Outcome.Passed<?, ?>);
      var toAnother = encrypted.keyFor(own.receiptKey().publicKey(), RANDOM);
      assertEquals(
          Outcome.refused(DecryptionFault.KEY_NOT_OPENED), own.imageKey().open(toAnother, BINDING));
    }
  }

  @Test
  void aUnitWithoutTheSettingOpensNothing() {
    try (var own = open(Optional.empty()).orFault()) {
      assertEquals(
          Outcome.refused(DecryptionFault.NO_IMAGE_KEY),
          own.imageKey().open(Bytes.empty(), BINDING));
    }
  }

  @Test
  void aLabelThatIsNotThereIsNamedAtTheStart() {
    var said = said(open(Optional.of("imagee")));
    assertTrue(said.contains("label imagee NO_SUCH_LABEL"), said);
  }

  @Test
  void aPasswordThatOthersCanReadIsRefused() throws IOException {
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r-----"));
    var said = said(open(Optional.of("image")));
    assertTrue(said.contains("SECRET_READABLE_BY_OTHERS"), said);
  }

  @Test
  void imagesOverCoapNeedATlsKeyOnP256() throws Exception {
    var coap =
        Optional.of(
            new CoapServer("ota.example", 5684, List.of("images"), Set.of(Digest.of(IMAGE))));
    assertEquals("opened", said(open(Optional.empty()).then(own -> own.fitFor(coap))));
    for (KeyPair other : List.of(key("EC", "secp384r1"), key("Ed25519", ""), key("RSA", ""))) {
      replaceTlsKey(other);
      assertEquals(
          "opened", said(open(Optional.empty()).then(own -> own.fitFor(Optional.empty()))));
      var said = said(open(Optional.empty()).then(own -> own.fitFor(coap)));
      assertTrue(said.contains("label tls WRONG_KEY_TYPE"), said);
      assertTrue(said.endsWith(", and update.coap-images needs P-256"), said);
    }
  }

  private static KeyPair key(String algorithm, String curve) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(algorithm);
    if (!curve.isEmpty()) {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator.generateKeyPair();
  }

  private void replaceTlsKey(KeyPair key) throws GeneralSecurityException, IOException {
    var file = folder.resolve("keys.p12");
    char[] pass = "pass".toCharArray();
    var store = KeyStore.getInstance(file.toFile(), pass);
    var chain = new Certificate[] {new TestAuthority("OEM").issue("unit", key.getPublic())};
    store.setKeyEntry("tls", key.getPrivate(), pass, chain);
    try (var out = Files.newOutputStream(file)) {
      store.store(out, pass);
    }
  }

  private static String said(Outcome<OwnKeys, Problem> outcome) {
    return switch (outcome) {
      case Outcome.Passed<OwnKeys, Problem> _ -> "opened";
      case Outcome.Refused<OwnKeys, Problem>(var why) -> why.where() + " " + why.reason();
    };
  }
}
