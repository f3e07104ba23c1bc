package dev.portcullis.agent.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.encrypted.DecryptionFault;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.HandingFailure;
import dev.portcullis.ota.image.ArchiveFault;
import dev.portcullis.ota.image.UnpackRefusal;
import dev.portcullis.ota.install.Architecture;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.MetadataFault;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.StateFormats;
import dev.portcullis.ota.slot.TextFault;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.verify.Attack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read of an update that did not come into force. */
final class UpdateWordsTest {

  /** What clears a screen, begins a line, turns the writing round, and has no end. */
  private static final String EVIL =
      "\u001b[2J\r\nconfirmed\u0000\u202e\u0085\u00e9\ud83d\ude97" + "x".repeat(900);

  private static final int MOST = 403;

  private static List<Attack> attacks() {
    return List.of(
        new Attack.Rollback(EVIL, 1, 2),
        new Attack.Freeze(EVIL, Instant.EPOCH, Instant.MAX),
        new Attack.MixAndMatch(EVIL, EVIL, EVIL),
        new Attack.ArbitrarySoftware(EVIL, EVIL, EVIL),
        new Attack.KeyCompromise(EVIL, EVIL, EVIL),
        new Attack.WrongHardware(EVIL, EVIL, EVIL),
        new Attack.WrongVehicle(EVIL, EVIL, EVIL),
        new Attack.EndlessData(EVIL, 5),
        new Attack.SlowRetrieval(EVIL, Duration.ofSeconds(60)),
        new Attack.MalformedMetadata(EVIL, new Malformed(MetadataFault.WRONG_FORM, EVIL)));
  }

  private static List<UpdateRefusal> notFetched() {
    var all = new ArrayList<UpdateRefusal>();
    attacks().forEach(attack -> all.add(new UpdateRefusal.Attacked(attack)));
    all.add(new UpdateRefusal.Unavailable(EVIL, EVIL));
    for (DurableRefusal why : DurableRefusal.values()) {
      all.add(new UpdateRefusal.DiskFailed(EVIL, why));
    }
    all.add(new UpdateRefusal.NoSuchTarget(new TargetName(EVIL)));
    all.add(new UpdateRefusal.NoRoot());
    return all;
  }

  private static List<UnpackRefusal> notUnpacked() {
    return List.of(
        new UnpackRefusal.NotTheImage(attacks().getFirst()),
        new UnpackRefusal.NotAnArchive(ArchiveFault.WRONG_NAME),
        new UnpackRefusal.NotDecrypted(DecryptionFault.NO_IMAGE_KEY),
        new UnpackRefusal.NoSha256(),
        new UnpackRefusal.DiskFailed(DurableRefusal.DISK_FULL));
  }

  private static List<InstallRefusal> notInstalled() {
    var all =
        new ArrayList<InstallRefusal>(
            List.of(
                new InstallRefusal.NothingForThisUnit(),
                new InstallRefusal.Outdated(),
                new InstallRefusal.TwoForOnePart(PartKind.POLICY),
                new InstallRefusal.WrongHardware(new HardwareId(EVIL), Architecture.X86_64),
                new InstallRefusal.PreconditionUnmet(EVIL),
                new InstallRefusal.BelowFloor(PartKind.RUNTIME, 1, 2),
                new InstallRefusal.IncompatibleState(new StateFormats(1, 2), 3),
                new InstallRefusal.NoStateFormats(TextFault.ABSENT),
                new InstallRefusal.OnTrial(),
                new InstallRefusal.NotOnTrial(),
                new InstallRefusal.AlreadyInstalled(),
                new InstallRefusal.PartMissing(PartKind.APPLICATION),
                new InstallRefusal.AlreadyProvisioned(),
                new InstallRefusal.UnfitName(new TargetName(EVIL)),
                new InstallRefusal.LiveRefused(EVIL),
                new InstallRefusal.LivePostponed(EVIL),
                new InstallRefusal.SlotDamaged(SlotName.A, TextFault.WRONG_FORM),
                new InstallRefusal.StateDamaged(TextFault.WRONG_FORM),
                new InstallRefusal.NotExpectedToRun(SlotName.B),
                new InstallRefusal.DiskFailed(EVIL, DurableRefusal.IO_ERROR)));
    notUnpacked().forEach(why -> all.add(new InstallRefusal.NotUnpacked(PartKind.POLICY, why)));
    return all;
  }

  private static Stream<UpdateTrouble> troubles() {
    return Stream.of(
            notFetched().stream().map(UpdateTrouble.NotFetched::new),
            notInstalled().stream().map(UpdateTrouble.NotInstalled::new),
            Arrays.stream(TrialEnd.values())
                .map(end -> new UpdateTrouble.TriedBefore(new CampaignId("winter"), end)))
        .flatMap(each -> each);
  }

  private static Set<Class<?>> kinds(List<?> all) {
    return all.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  @Test
  void theseAreAllThereAre() {
    assertEquals(Set.of(InstallRefusal.class.getPermittedSubclasses()), kinds(notInstalled()));
    assertEquals(Set.of(UpdateRefusal.class.getPermittedSubclasses()), kinds(notFetched()));
    assertEquals(Set.of(UnpackRefusal.class.getPermittedSubclasses()), kinds(notUnpacked()));
    assertEquals(Set.of(Attack.class.getPermittedSubclasses()), kinds(attacks()));
  }

  @Test
  void everyLineBeginsWithACodeAndSaysMore() {
    troubles()
        .forEach(trouble ->
            assertTrue(trouble.line().matches("[A-Z][A-Z0-9_]+: .+"), trouble.toString()));
  }

  @Test
  void everyLineIsPrintableAndBoundedWhateverStrangersCallTheirThings() {
    troubles().forEach(trouble -> assertShown(trouble.line()));
  }

  @Test
  void noTwoKindsOfRefusalHaveOneCode() {
    var codes = new HashSet<String>();
    notInstalled().stream()
        .filter(why -> !(why instanceof InstallRefusal.NotUnpacked))
        .filter(why -> !(why instanceof InstallRefusal.DiskFailed))
        .forEach(why -> {
          var line = new UpdateTrouble.NotInstalled(why).line();
          assertTrue(codes.add(line.substring(0, line.indexOf(':'))), line);
        });
  }

  @Test
  void saysWhyTheDirectorHasNoManifest() {
    var failures =
        List.of(
            new FetchFailure.Absent(),
            new FetchFailure.TooLong(5),
            new FetchFailure.TooSlow(Duration.ofSeconds(60)),
            new FetchFailure.Changed(EVIL, EVIL),
            new FetchFailure.Misbehaved(EVIL),
            new FetchFailure.Unreachable(EVIL));
    assertEquals(Set.of(FetchFailure.class.getPermittedSubclasses()), kinds(failures));
    for (FetchFailure why : failures) {
      var line = UpdateWords.of(new HandingFailure.NotHanded(why));
      assertTrue(line.startsWith("NOT_HANDED: "), line);
      assertShown(line);
    }
    assertShown(UpdateWords.of(new HandingFailure.NotTaken(EVIL)));
  }

  private static void assertShown(String line) {
    assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
    assertTrue(line.length() <= MOST, line.length() + " characters");
  }
}
