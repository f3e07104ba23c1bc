package dev.portcullis.can.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.description.DescriptionRefusal.DamagedKept;
import dev.portcullis.can.description.DescriptionRefusal.NotKept;
import dev.portcullis.can.description.DescriptionRefusal.OlderSequence;
import dev.portcullis.can.description.DescriptionRefusal.SameSequence;
import dev.portcullis.can.testing.SignedCar;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a start goes by, after whatever happened before it. */
final class DescriptionStoreTest {

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");
  private static final Path KEPT = Path.of("/description");
  private static final int DISKS = 40;
  private static final long SEED = 6;

  private final SignedCar signed = new SignedCar(CAR);
  private final SignedDescription older = signed.verified(signed.asItIs(5));
  private final SignedDescription newer = signed.verified(signed.changed(6));
  private final CrashingFileSystem disk = CrashingFileSystem.empty();

  private static DescriptionStore store(FileSystem files) {
    return new DescriptionStore(files, KEPT);
  }

  private Outcome<SignedDescription, DescriptionRefusal> start(SignedDescription installed) {
    return store(disk).newerOf(installed, signed.signers());
  }

  private void keep(SignedDescription description) {
    var _ = store(disk).keep(description).orFault();
  }

  @Test
  void withoutOneThatWasKeptTheInstalledOneCounts() {
    assertEquals(Outcome.passed(older), start(older));
  }

  @Test
  void theNewerOfBothCounts() {
    keep(older);
    assertEquals(Outcome.passed(newer), start(newer));
    keep(newer);
    assertEquals(newer.digest(), start(older).orFault().digest());
    assertEquals(Outcome.passed(newer), start(newer));
  }

  @Test
  void anotherOfTheSameSequenceStopsTheStart() {
    keep(newer);
    var other = signed.verified(signed.asItIs(6));
    assertEquals(Outcome.refused(new SameSequence(6)), start(other));
  }

  @Test
  void whatOthersSignedIsNotGoneByAnyMoreButNothingOlderEither() {
    keep(newer);
    var others = new SignedCar(CAR);
    assertEquals(
        Outcome.refused(new OlderSequence(5, 6)),
        store(disk).newerOf(others.verified(others.asItIs(5)), others.signers()));
    // The same content, signed by the signers of today, is.
    assertInstanceOf(
        Outcome.Passed.class,
        store(disk).newerOf(others.verified(others.changed(6)), others.signers()));
  }

  @Test
  void whatIsDamagedOrCannotBeReadStopsTheStart() {
    keep(newer);
    var file = AtomicFile.read(disk, KEPT, KeptDescription.MAX_BYTES).orFault();
    for (int at : new int[] {1, 8, 500, file.size() - 1}) {
      var altered = file.toArray();
      altered[at] ^= 1;
      var _ = AtomicFile.write(disk, KEPT, Bytes.of(altered)).orFault();
      assertEquals(Outcome.refused(new DamagedKept()), start(older));
    }
    disk.fallIll(DurableRefusal.IO_ERROR);
    assertEquals(Outcome.refused(new NotKept(DurableRefusal.IO_ERROR)), start(older));
  }

  @Test
  void afterAPowerCutTheOneBeforeOrTheNextIsThereAndOnceItWasSaidTheNext() {
    int operations = operations();
    for (int cut = 0; cut <= operations; cut++) {
      var cutDisk = CrashingFileSystem.empty();
      var _ = store(cutDisk).keep(older).orFault();
      cutDisk.stopIn(cut);
      boolean isSaid = isKept(cutDisk);
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var found =
                store(cutDisk.afterCrash(choices))
                    .newerOf(signed.verified(signed.asItIs(1)), signed.signers())
                    .orFault();
            assertTrue(found.sequence() == 6 || (found.sequence() == 5 && !isSaid));
          });
    }
    assertTrue(operations > 3, "only " + operations);
  }

  private int operations() {
    var whole = CrashingFileSystem.empty();
    var _ = store(whole).keep(older).orFault();
    int before = whole.operations();
    var _ = store(whole).keep(newer).orFault();
    return whole.operations() - before;
  }

  private boolean isKept(CrashingFileSystem files) {
    try {
      return store(files).keep(newer) instanceof Outcome.Passed;
    } catch (PowerCut _) {
      return false;
    }
  }
}
