package dev.portcullis.simulator.authority;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {

  private static final Party VEHICLE = new Party(PartyKind.VEHICLE, "00112233");
  private static final List<String> LABELS = List.of(KeyFiles.IDENTITY, "receipt");

  @TempDir private Path folder;

  @Test
  void issuesP256KeysWithACertificateOfItsRoot() throws Exception {
    var files = authority().issue("vehicle", VEHICLE, LABELS);
    var store = open(files);
    var root = open(authority().trustStore()).getCertificate("root");
    var identity = assertInstanceOf(X509Certificate.class, store.getCertificate(KeyFiles.IDENTITY));
    identity.verify(root.getPublicKey());
    assertEquals(Optional.of(VEHICLE), Party.fromSubject(identity.getSubjectX500Principal()));
    var point = assertInstanceOf(ECPublicKey.class, identity.getPublicKey());
    assertEquals(256, point.getParams().getOrder().bitLength());
    assertEquals(-1, identity.getBasicConstraints());
  }

  @Test
  void givesAKeyThatOnlySignsNoNameThatOpensConnections() throws Exception {
    var store = open(authority().issue("vehicle", VEHICLE, LABELS));
    var receipt = assertInstanceOf(X509Certificate.class, store.getCertificate("receipt"));
    assertEquals(
        Optional.of(new Party(PartyKind.SIGNER, "receipt")),
        Party.fromSubject(receipt.getSubjectX500Principal()));
  }

  @Test
  void givesTheSameKeysAtTheNextRun() throws Exception {
    var first = Files.readAllBytes(authority().issue("vehicle", VEHICLE, LABELS).store());
    var second = Files.readAllBytes(authority().issue("vehicle", VEHICLE, LABELS).store());
    assertArrayEquals(first, second);
  }

  @Test
  void writesFilesThatOnlyTheirOwnerReads() throws Exception {
    var _ = authority().issue("vehicle", VEHICLE, LABELS);
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertEquals("rw-------", permissions, file.toString());
      }
    }
  }

  @Test
  void takesNoNameThatCouldBeATopicOrAPath() {
    for (var name : List.of("", "+", "a/b", "..", "A", "a,OU=vehicle")) {
      assertThrows(IllegalArgumentException.class, () -> new Party(PartyKind.VEHICLE, name), name);
    }
  }

  @Test
  void readsNoPartyFromASubjectItDoesNotWrite() {
    for (var subject :
        List.of(
            "CN=a,OU=vehicle",
            "CN=a,OU=vehicle,O=Other",
            "CN=a,OU=boss,O=Portcullis",
            "CN=A/b,OU=vehicle,O=Portcullis",
            "CN=a,CN=b,OU=vehicle,O=Portcullis",
            "CN=a+OU=vehicle,O=Portcullis",
            "CN=a,OU=vehicle,O=Portcullis,C=DE")) {
      assertEquals(Optional.empty(), Party.fromSubject(new X500Principal(subject)), subject);
    }
  }

  private Authority authority() throws Exception {
    return Authority.open(folder, InstantSource.system(), new SecureRandom());
  }

  private static KeyStore open(KeyFiles files) throws Exception {
    var password = Files.readString(files.password()).toCharArray();
    return KeyStore.getInstance(files.store().toFile(), password);
  }
}
