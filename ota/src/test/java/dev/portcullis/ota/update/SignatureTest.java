package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.ota.testing.RoleSigner;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.TestClient;
import dev.portcullis.ota.verify.SignaturePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose signatures count, and how often. */
final class SignatureTest {

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();

  @ParameterizedTest
  @EnumSource(RoleSigner.Kind.class)
  void knowsEveryKindOfKeyAndRefusesAWrongSignatureOfIt(RoleSigner.Kind kind) {
    var client = TestClient.of(repository, folder);
    var signer = RoleSigner.of(kind);
    repository.addKey("root", signer);
    repository.threshold("root", 2);
    repository.publish("root");
    assertEquals("done", client.refresh());

    repository.publish("root");
    var root = repository.root();
    var wrong = Map.of("keyid", signer.id(), "sig", signer.sign(repository.file("root")).hex());
    repository.store(
        "root", root.file(List.of(root.signatureOf(root.signers().getFirst()), wrong)));

    assertEquals("ARBITRARY_SOFTWARE root", client.refresh());
    assertEquals(2L, client.versions().getFirst());
  }

  /** TAP 21: another version is another way to sign, and the key says which size it has. */
  @ParameterizedTest
  @ValueSource(
      strings = {"ml-dsa-65", "ml-dsa-65/2", "ml-dsa-65/01", "ml-dsa-44/1", "ml-dsa-65/1x"})
  void anMlDsaKeyOfAnotherVersionOrSizeNeverCounts(String scheme) {
    var client = TestClient.of(repository, folder);
    repository.addKey("targets", RoleSigner.of(RoleSigner.Kind.ML_DSA).with("scheme", scheme));
    repository.threshold("targets", 2);
    repository.publish("root", "targets", "snapshot", "timestamp");

    assertEquals("ARBITRARY_SOFTWARE targets", client.refresh());
  }

  @Test
  void anMlDsaSignatureOverThePayloadItselfIsNone() {
    var client = TestClient.of(repository, folder);
    var signer = RoleSigner.of(RoleSigner.Kind.ML_DSA);
    repository.addKey("timestamp", signer);
    repository.threshold("timestamp", 2);
    repository.publish("root", "timestamp");
    assertEquals("done", client.refresh());

    repository.publish("timestamp");
    var timestamp = repository.timestamp();
    var bare = Map.of("keyid", signer.id(), "sig", signer.signAsItIs(timestamp.payload()).hex());
    repository.store(
        "timestamp",
        timestamp.file(List.of(timestamp.signatureOf(timestamp.signers().getFirst()), bare)));
    assertEquals("ARBITRARY_SOFTWARE timestamp", client.refresh());
  }

  @Test
  void aBadSignatureBesideAGoodOneDoesNoHarm() {
    var client = TestClient.of(repository, folder);
    var other = RoleSigner.quick();
    repository.addKey("timestamp", other);
    repository.publish("root", "timestamp");
    var timestamp = repository.timestamp();
    var good = timestamp.signatureOf(timestamp.signers().getFirst());
    for (String bad : List.of("", "00ff", "no digits", "46".repeat(64))) {
      repository.publish("timestamp");
      repository.store(
          "timestamp",
          timestamp.file(
              List.of(
                  Map.of("keyid", other.id(), "sig", bad),
                  timestamp.signatureOf(timestamp.signers().getFirst()))));

      assertEquals("done", client.refresh(), bad + good.size());
    }
  }

  @Test
  void refusesTwoSignaturesOfOneKeyEvenWhereOneIsEnough() {
    var client = TestClient.of(repository, folder);
    var snapshot = repository.snapshot();
    var once = snapshot.signatureOf(snapshot.signers().getFirst());
    repository.store("snapshot", snapshot.file(List.of(once, once)));

    assertEquals("MALFORMED snapshot", client.refresh());
    assertEquals(0L, client.versions().get(2));
  }

  @Test
  void refusesARoleThatNamesAKeyTwice() {
    var client = TestClient.of(repository, folder);
    repository.keyIds("snapshot").add(repository.keyIds("snapshot").getFirst());
    repository.publish("root");

    assertEquals("MALFORMED root", client.refresh());
  }

  @Test
  void oneKeyUnderManyIdentifiersCountsOnce() {
    var client = TestClient.of(repository, folder);
    var signer = repository.snapshot().signers().getFirst();
    for (String id : List.of("a", "b", "c")) {
      repository.addKey("snapshot", signer.as(id));
    }
    repository.threshold("snapshot", 2);
    repository.publish("root", "snapshot", "timestamp");

    assertEquals("ARBITRARY_SOFTWARE snapshot", client.refresh());
  }

  @Test
  void aKeyMayHaveAnyIdentifierAndMembersNobodyKnows() {
    var client = TestClient.of(repository, folder);
    repository.addKey("targets", RoleSigner.quick().as("Schlüssel #1/…"));
    repository.addKey(
        "timestamp", RoleSigner.quick().with("keyid_hash_algorithms", List.of("md5")));
    repository.threshold("targets", 2);
    repository.threshold("timestamp", 2);
    repository.publish("root", "targets", "snapshot", "timestamp");

    assertEquals("done", client.refresh());
  }

  @Test
  void aKeyOfAnotherRoleDoesNotCount() {
    var client = TestClient.of(repository, folder);
    repository.snapshot().signers().clear();
    repository.snapshot().signers().addAll(repository.targets().signers());
    repository.publish("snapshot", "timestamp");

    assertEquals("ARBITRARY_SOFTWARE snapshot", client.refresh());
  }

  @Test
  void aThresholdAboveTheNumberOfKeysIsNeverMet() {
    var client = TestClient.of(repository, folder);
    var _ = client.refresh();
    for (int i = 0; i < 4; i++) {
      repository.addKey("snapshot", RoleSigner.quick());
    }
    repository.threshold("snapshot", 6);
    repository.publish("root", "snapshot", "timestamp");

    assertEquals("ARBITRARY_SOFTWARE snapshot", client.refresh());
    assertEquals(List.of(2L, 2L, 1L, 1L), client.versions());
  }

  @Test
  void neitherKindAloneMeetsAPolicyThatDemandsBoth() {
    for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
      repository.addKey(role, RoleSigner.of(RoleSigner.Kind.ML_DSA));
    }
    var classical = new ArrayList<>(repository.targets().signers()).getFirst();
    repository.publish("root", "targets", "snapshot", "timestamp");
    var client = TestClient.of(repository, folder, SignaturePolicy.THRESHOLD_OF_EACH_KIND);
    assertEquals("done", client.refresh());

    var signers = repository.targets().signers();
    var postQuantum = signers.getLast();
    signers.remove(postQuantum);
    repository.publish("targets", "snapshot", "timestamp");
    assertEquals("KEY_COMPROMISE targets", client.refresh());

    signers.clear();
    signers.add(postQuantum);
    repository.publish("targets", "snapshot", "timestamp");
    assertEquals("KEY_COMPROMISE targets", client.refresh());

    signers.clear();
    repository.publish("targets", "snapshot", "timestamp");
    assertEquals("ARBITRARY_SOFTWARE targets", client.refresh());

    signers.addAll(List.of(classical, postQuantum));
    repository.publish("targets", "snapshot", "timestamp");
    assertEquals("done", client.refresh());
  }
}
