package dev.portcullis.can.secoc.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessStore.Reservation;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wherever the power goes: no value that may have been used comes a second time. */
final class DurableFreshnessTest {

  private static final Path FILE = Path.of("/sent.freshness");
  private static final DataId LOCK = new DataId(0x2F0);
  private static final DataId START = new DataId(0x2E0);
  private static final int DISKS = 60;
  private static final long SEED = 7;
  private static final long BLOCK = 10;

  private static DurableFreshness open(FileSystem disk) {
    return DurableFreshness.open(disk, FILE, Runnable::run).orFault();
  }

  private static CrashingFileSystem begun() {
    var disk = CrashingFileSystem.empty();
    var _ = DurableFreshness.begin(disk, FILE).orFault();
    return disk;
  }

  /** What a unit does in its life; adds each value that it may use from then on. */
  private static void live(CrashingFileSystem disk, List<Long> usable) {
    try {
      var store = open(disk);
      for (long upTo = BLOCK; upTo <= 3 * BLOCK; upTo += BLOCK) {
        if (store.reserve(LOCK, new FreshnessValue(upTo)) == Reservation.DURABLE) {
          usable.add(upTo);
        }
        store.reserveAhead(START, new FreshnessValue(upTo));
      }
    } catch (PowerCut _) {
      // What was not said to be durable was not used.
    }
  }

  @Test
  void whatWasSaidToBeReservedIsReservedAfterAPowerCutAnywhere() {
    int cut = 0;
    var usable = new ArrayList<Long>();
    while (usable.size() < 3) {
      usable.clear();
      var disk = begun();
      disk.stopIn(cut++);
      live(disk, usable);
      long used = usable.isEmpty() ? 0 : usable.getLast();
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var after = open(disk.afterCrash(choices));
            assertTrue(
                after.reservedUpTo(LOCK).value() >= used,
                () -> used + " was used, " + after.reservedUpTo(LOCK) + " is known");
            assertTrue(after.reservedUpTo(LOCK).value() <= 3 * BLOCK);
          });
    }
    assertTrue(cut > 10, "only " + cut);
  }

  @Test
  void whatWasGivenBackIsAtMostForgotten() {
    var whole = begun();
    assertEquals(Reservation.DURABLE, open(whole).reserve(LOCK, new FreshnessValue(BLOCK)));
    for (int cut = 0; cut < 6; cut++) {
      var disk = begun();
      var store = open(disk);
      assertEquals(Reservation.DURABLE, store.reserve(LOCK, new FreshnessValue(BLOCK)));
      disk.stopIn(cut);
      try {
        store.giveBack(LOCK, new FreshnessValue(4));
      } catch (PowerCut _) {
        // The next start finds the one or the other.
      }
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            long known = open(disk.afterCrash(choices)).reservedUpTo(LOCK).value();
            assertTrue(known == 4 || known == BLOCK, () -> known + " is known");
          });
    }
  }

  @Test
  void aDiskThatRefusesLeavesNothingReservedAndGoesOnOnceItIsWell() {
    var disk = begun();
    var store = open(disk);
    disk.fallIll(DurableRefusal.DISK_FULL);
    assertEquals(Reservation.FAILED, store.reserve(LOCK, new FreshnessValue(BLOCK)));
    assertEquals(FreshnessValue.NONE_YET, store.reservedUpTo(LOCK));
    disk.heal();
    assertEquals(Reservation.DURABLE, store.reserve(LOCK, new FreshnessValue(BLOCK)));
    assertEquals(new FreshnessValue(BLOCK), open(disk).reservedUpTo(LOCK));
  }

  @Test
  void whoeverBeginsAfterAnotherGaveBackReservesAheadAgain() {
    var store = open(begun());
    assertEquals(Reservation.DURABLE, store.reserve(LOCK, new FreshnessValue(BLOCK)));
    store.giveBack(LOCK, new FreshnessValue(4));
    store.reserveAhead(LOCK, new FreshnessValue(2 * BLOCK));
    assertEquals(new FreshnessValue(4), store.reservedUpTo(LOCK));
    assertEquals(Reservation.DURABLE, store.reserve(LOCK, new FreshnessValue(BLOCK)));
    store.reserveAhead(LOCK, new FreshnessValue(2 * BLOCK));
    assertEquals(new FreshnessValue(2 * BLOCK), store.reservedUpTo(LOCK));
  }
}
