package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.ota.encrypted.DecryptionFault;
import dev.portcullis.ota.encrypted.ForgedImage;
import dev.portcullis.ota.encrypted.ImageBinding;
import dev.portcullis.ota.encrypted.ImageEncryptor;
import dev.portcullis.ota.encrypted.ImageKey;
import dev.portcullis.ota.encrypted.SoftwareImageKey;
import dev.portcullis.ota.image.UnpackRefusal;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.uptane.AgreedImage;
import dev.portcullis.ota.uptane.Delivery;
import dev.portcullis.ota.uptane.Direction;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.verify.TargetSearch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An encrypted image is installed by the unit that it was encrypted to, as any other image is. */
final class EncryptedInstallTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HardwareId TCU = new HardwareId("tcu");
  private static final TargetName NAME = new TargetName("policy-2.tar");
  private static final TargetName FETCHED = new TargetName("policy-2.tar.encrypted");

  private final CrashingFileSystem disk = CrashingFileSystem.empty();
  private final UnitBench bench = UnitBench.in(disk, Path.of("/"));
  private final AgreementKeyPair pair = AgreementKeyPair.generate(RANDOM);
  private final Bytes image = UnitBench.image(PartKind.POLICY, '2');
  private final ImageBinding binding = new ImageBinding(NAME, image.size(), Digest.of(image));

  @BeforeEach
  void leaveTheFactory() {
    var _ = bench.provisioned();
  }

  /** The image as the OEM encrypts it. */
  private Campaign campaign() {
    var out = new ByteArrayOutputStream();
    try (var encrypted =
        ImageEncryptor.encrypt(binding, RANDOM, new ByteArrayInputStream(image.toArray()), out)
            .orFault()) {
      return directed(Bytes.of(out.toByteArray()), encrypted.keyFor(pair.publicKey(), RANDOM));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What the Director directs, whose encrypted file is staged already. */
  private Campaign directed(Bytes encrypted, Bytes sealedKey) {
    stage(encrypted);
    var described = UnitBench.described(image, 2, TCU);
    var fetched = UnitBench.described(encrypted, 2, TCU);
    var delivery = new Delivery.Encrypted(FETCHED, fetched, sealedKey);
    var agreed =
        AgreedImage.of(
                new Direction(new EcuId("unit-7-policy"), TCU, NAME, described, 2, delivery),
                new TargetSearch.Step.Found(described, new RoleName("targets")))
            .orFault();
    assertEquals(FETCHED, agreed.direction().fetchedName());
    assertEquals(fetched, agreed.direction().fetchedFile());
    return Campaign.of(new CampaignId("c"), List.of(agreed), UnitBench.ecus(), Architecture.X86_64)
        .orFault();
  }

  private void stage(Bytes bytes) {
    var _ = AtomicFile.write(disk, bench.staged(FETCHED), bytes).orFault();
  }

  private Outcome<Install.Ready, InstallRefusal> install(Campaign campaign, ImageKey key) {
    return new Install(bench.unit(), bench::staged, key).install(campaign, UnitBench.PARKED);
  }

  private void refused(DecryptionFault fault, Outcome<Install.Ready, InstallRefusal> outcome) {
    assertEquals(
        Outcome.refused(
            new InstallRefusal.NotUnpacked(PartKind.POLICY, new UnpackRefusal.NotDecrypted(fault))),
        outcome);
    assertEquals(5, bench.unit().images().list().orFault().size());
  }

  @Test
  void isUnpackedUnderTheDigestOfTheImageThatBothRepositoriesList() {
    var ready = install(campaign(), new SoftwareImageKey(pair)).orFault();
    var part = ready.slot().part(PartKind.POLICY).image();
    assertEquals(Digest.of(image), part.image());
    assertEquals(
        Bytes.utf8("policy 2"),
        bench.unit().images().read(part.image(), "policy.txt", 100).orFault());
  }

  @Test
  void aUnitWithoutItsKeyInstallsNothing() {
    refused(DecryptionFault.NO_IMAGE_KEY, install(campaign(), ImageKey.NONE));
    refused(
        DecryptionFault.KEY_NOT_OPENED,
        install(campaign(), new SoftwareImageKey(AgreementKeyPair.generate(RANDOM))));
  }

  @Test
  void aChangedChunkLeavesNothingBehind() {
    var campaign = campaign();
    byte[] stored = AtomicFile.read(disk, bench.staged(FETCHED), 1 << 20).orFault().toArray();
    stored[stored.length / 2] ^= 1;
    stage(Bytes.of(stored));
    refused(DecryptionFault.CHUNK_REFUSED, install(campaign, new SoftwareImageKey(pair)));
  }

  @Test
  void whatTheImageRepositoryDoesNotVouchForIsNotInstalledEncryptedEither() {
    var other = UnitBench.image(PartKind.POLICY, '3');
    assertEquals(image.size(), other.size());
    var forged = ForgedImage.of(other, binding, pair.publicKey(), RANDOM);
    var outcome =
        install(directed(forged.encrypted(), forged.sealedKey()), new SoftwareImageKey(pair));
    var refusal = assertInstanceOf(Outcome.Refused.class, outcome);
    assertInstanceOf(
        UnpackRefusal.NotTheImage.class,
        assertInstanceOf(InstallRefusal.NotUnpacked.class, refusal.reason()).why());
    assertEquals(5, bench.unit().images().list().orFault().size());
  }

  @Test
  void anImageThatIsThereNeedsNoKey() {
    var campaign = campaign();
    var _ = install(campaign, new SoftwareImageKey(pair)).orFault();
    assertTrue(install(campaign, ImageKey.NONE) instanceof Outcome.Passed<?, ?>);
  }
}
