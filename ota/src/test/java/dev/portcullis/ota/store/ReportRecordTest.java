package dev.portcullis.ota.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import dev.portcullis.ota.manifest.DetectedAttack;
import dev.portcullis.ota.manifest.DetectedAttacks;
import dev.portcullis.ota.manifest.LatestTime;
import dev.portcullis.ota.manifest.ReportState;
import dev.portcullis.ota.verify.Attack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was detected is told, whatever happens before; no counter comes twice. */
final class ReportRecordTest {

  private static final Path FILE = Path.of("/reports");
  private static final int DISKS = 40;
  private static final long SEED = 3;
  private static final Attack OLD = new Attack.Rollback("timestamp", 1, 2);
  private static final Attack ENDLESS = new Attack.EndlessData("agent.tar", 9);
  private static final Attack MIXED = new Attack.MixAndMatch("snapshot", "this", "that");
  private static final LatestTime UNKNOWN =
      new LatestTime(Instant.EPOCH, LatestTime.Standing.FLOOR);
  private static final LatestTime KNOWN =
      new LatestTime(Instant.parse("2026-11-22T12:00:00Z"), LatestTime.Standing.TRUSTED);

  private final CrashingFileSystem disk = CrashingFileSystem.empty();

  private static ReportRecord open(FileSystem files) {
    return ReportRecord.open(files, FILE).orFault();
  }

  @Test
  void aUnitFromTheFactoryHasNothingToTellAndCountsFromOne() {
    var record = open(disk);

    assertEquals(ReportRecord.Found.NOTHING, record.found());
    assertEquals(DetectedAttacks.NONE, record.detected());
    assertEquals(1, record.nextCounter(UNKNOWN).orFault());
    assertEquals(2, record.nextCounter(UNKNOWN).orFault());
    assertEquals(3, open(disk).nextCounter(UNKNOWN).orFault());
  }

  @Test
  void whatWasDetectedIsToldUntilADirectorHasIt() {
    var _ = open(disk).add(OLD).orFault();
    var _ = open(disk).add(ENDLESS).orFault();
    var record = open(disk);
    var told = record.detected();
    assertEquals(DetectedAttacks.NONE.with(OLD).with(ENDLESS), told);

    var _ = record.add(MIXED).orFault();
    var _ = record.accepted(told).orFault();

    assertEquals(DetectedAttacks.NONE.with(MIXED), open(disk).detected());
    assertEquals(ReportRecord.Found.RECORD, open(disk).found());
  }

  /** The Director knows a counter of before; one from the clock is higher. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "no record", "sum"})
  void aLostRecordIsToldAndCountsOnOnceTheTimeIsKnown(String content) {
    long before = open(disk).nextCounter(KNOWN).orFault();
    var _ = AtomicFile.write(disk, FILE, Bytes.utf8(content)).orFault();
    var record = open(disk);

    assertEquals(ReportRecord.Found.DAMAGE, record.found());
    assertEquals(1, record.detected().dropped());
    var later = new LatestTime(KNOWN.instant().plusSeconds(1), LatestTime.Standing.TRUSTED);
    assertTrue(record.nextCounter(later).orFault() > before);
  }

  @Test
  void aRecordWithoutEndIsDamaged() {
    var _ = AtomicFile.write(disk, FILE, Bytes.of(new byte[ReportState.MAX_BYTES + 1])).orFault();

    assertEquals(ReportRecord.Found.DAMAGE, open(disk).found());
  }

  @Test
  void theLargestRecordIsReadAgain() {
    var record = open(disk);
    for (int i = 0; i <= DetectedAttacks.MAX; i++) {
      var text = ("\"".repeat(500) + i).substring(i);
      var _ =
          record
              .add(new Attack.MixAndMatch("\\".repeat(100) + i + "\"".repeat(100), text, text))
              .orFault();
    }

    assertEquals(ReportRecord.Found.RECORD, open(disk).found());
    assertEquals(record.detected(), open(disk).detected());
    assertEquals(DetectedAttacks.MAX, record.detected().list().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISK_FULL", "READ_ONLY", "IO_ERROR"})
  void aDiskThatFailsIsNamedAndTheAttackStillTold(DurableRefusal refusal) {
    var record = open(disk);
    disk.fallIll(refusal);

    assertEquals(Outcome.refused(refusal), record.add(OLD));
    assertEquals(DetectedAttacks.NONE.with(OLD), record.detected());
    assertInstanceOf(Outcome.Refused.class, record.nextCounter(KNOWN));
  }

  @Test
  void whereverThePowerGoesNothingIsForgottenAndNoCounterComesTwice() {
    int cut = 0;
    boolean isCut = true;
    while (isCut) {
      var cutDisk = CrashingFileSystem.empty();
      var life = new Life();
      isCut = life.endsEarly(cutDisk, cut++);
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var after = open(cutDisk.afterCrash(choices));
            assertTrue(after.found() != ReportRecord.Found.DAMAGE);
            var known =
                after.detected().list().stream()
                    .map(DetectedAttack::subject)
                    .collect(Collectors.toSet());
            assertTrue(known.containsAll(life.untold), life.untold + " of " + known);
            assertTrue(after.nextCounter(UNKNOWN).orFault() > life.counter);
          });
    }
    assertTrue(cut > 20, "only " + cut);
  }

  /** Detects, reports, is heard, and detects again; remembers what it was told is durable. */
  private static final class Life {

    private final Set<String> untold = new HashSet<>();
    private long counter;

    boolean endsEarly(CrashingFileSystem disk, int operations) {
      try {
        disk.stopIn(operations);
        var record = open(disk);
        detect(record, OLD);
        detect(record, ENDLESS);
        counter = record.nextCounter(UNKNOWN).orFault();
        var told = record.detected();
        detect(record, MIXED);
        told.list().forEach(each -> untold.remove(each.subject()));
        var _ = record.accepted(told).orFault();
        detect(record, OLD);
        counter = record.nextCounter(UNKNOWN).orFault();
        return false;
      } catch (PowerCut cut) {
        return true;
      }
    }

    private void detect(ReportRecord record, Attack attack) {
      var _ = record.add(attack).orFault();
      untold.add(attack.subject());
    }
  }
}
