package dev.portcullis.can.secoc.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessStore.Reservation;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.SecOcParts;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecOcFolderTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final String KEY = "2b7e151628aed2a6abf7158809cf4f3c";
  private static final String OTHER = "000102030405060708090a0b0c0d0e0f";
  private static final KeySlot SLOT = new KeySlot(4);
  private static final KeySlot FURTHER = new KeySlot(5);
  private static final Set<KeySlot> SLOTS = Set.of(SLOT);
  private static final DataId ID = new DataId(0x2F1);

  @TempDir private Path temporary = Path.of("");

  private Path bundle() {
    return temporary.resolve("package");
  }

  private Path home() {
    return temporary.resolve("secoc");
  }

  private SecOcFolder folder() {
    return new SecOcFolder(new DiskFileSystem(), home());
  }

  private void key(Path folder, String name, String content) throws IOException {
    Files.createDirectories(folder);
    var file = folder.resolve(name);
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @BeforeEach
  void thePackageHasAKey() throws IOException {
    key(bundle(), "slot-4.key", KEY + "\n");
  }

  @Test
  void aNewUnitBeginsWithItsKeysAndAtNothing() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    try (var opened = folder().open(SLOTS).orFault()) {
      var parts = opened.parts();
      assertTrue(parts.keys().key(SLOT).isPresent());
      assertFalse(parts.keys().key(new KeySlot(5)).isPresent());
      assertEquals(FreshnessValue.NONE_YET, parts.sent().reservedUpTo(ID));
      assertEquals(FreshnessValue.NONE_YET, parts.received().reservedUpTo(ID));
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve("slot-4.key"))));
  }

  @Test
  void whatWasReservedIsKnownAfterARestartAndToItsStoreAlone() {
    var _ = folder().install(bundle(), SLOTS).orFault();
    try (var opened = folder().open(SLOTS).orFault()) {
      assertEquals(Reservation.DURABLE, opened.parts().sent().reserve(ID, new FreshnessValue(-1)));
    }
    try (var opened = folder().open(SLOTS).orFault()) {
      assertEquals(new FreshnessValue(-1), opened.parts().sent().reservedUpTo(ID));
      assertEquals(FreshnessValue.NONE_YET, opened.parts().received().reservedUpTo(ID));
      opened.parts().sent().giveBack(ID, new FreshnessValue(7));
    }
    // To install the same again changes nothing.
    var _ = folder().install(bundle(), SLOTS).orFault();
    try (var opened = folder().open(SLOTS).orFault()) {
      assertEquals(new FreshnessValue(7), opened.parts().sent().reservedUpTo(ID));
    }
  }

  @Test
  void whatIsReservedAheadIsDurableOnceItIsSaid() throws InterruptedException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    try (var opened = folder().open(SLOTS).orFault()) {
      var store = opened.parts().received();
      store.reserveAhead(ID, new FreshnessValue(50));
      while (store.reservedUpTo(ID).equals(FreshnessValue.NONE_YET)) {
        LockSupport.parkNanos(A_MOMENT);
      }
      // One that comes late takes nothing back, nor does one after the end reserve anew.
      assertEquals(Reservation.DURABLE, store.reserve(ID, new FreshnessValue(40)));
      store.giveBack(ID, new FreshnessValue(41));
      store.reserveAhead(ID, new FreshnessValue(90));
    }
    try (var opened = folder().open(SLOTS).orFault()) {
      assertEquals(new FreshnessValue(41), opened.parts().received().reservedUpTo(ID));
    }
  }

  @Test
  void keysWhoseFreshnessIsLostAreNotUsedAnyMore() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    Files.delete(home().resolve("sent.freshness"));
    assertEquals("is lost", refusal().substring(0, 7));
    // Nor does it help to install them again, or others besides.
    key(bundle(), "slot-5.key", OTHER);
    var _ = folder().install(bundle(), SLOTS).orFault();
    assertEquals("is lost", refusal().substring(0, 7));
  }

  @Test
  void aDamagedFileIsAFaultAndNotABeginning() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    for (var damage :
        new String[] {"", "portcullis-freshness 1\n", "portcullis-freshness 2\nsha256 00\n"}) {
      Files.writeString(home().resolve("received.freshness"), damage);
      assertEquals("is damaged: its digest does not fit", refusal());
    }
  }

  @Test
  void oneProcessUsesItAtATime() {
    var _ = folder().install(bundle(), SLOTS).orFault();
    try (var _ = folder().open(SLOTS).orFault()) {
      assertEquals("another process uses this folder", refusal());
      assertTrue(folder().check(SLOTS) instanceof Outcome.Passed);
    }
    folder().open(SLOTS).orFault().close();
  }

  @Test
  void anotherKeyIsNotInstalledOverTheOneInUse() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    key(bundle(), "slot-4.key", OTHER + "\n");
    assertEquals("is there already, with another key", said(folder().install(bundle(), SLOTS)));
    Files.delete(bundle().resolve("slot-4.key"));
    assertTrue(folder().install(bundle(), SLOTS) instanceof Outcome.Passed);
  }

  @Test
  void aSecondKeyThatSomebodyPutBesideASlotsOwnIsNamedAndNotPassedOver() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    key(home(), "slot-5.next.key", OTHER);
    assertEquals("opened", refusal());
    key(home(), "slot-4.next.key", OTHER);
    assertEquals("is not used: a slot has one key", refusal());
    var named =
        switch (folder().check(SLOTS)) {
          case Outcome.Passed<SecOcParts, SecOcFault> _ -> "none";
          case Outcome.Refused<SecOcParts, SecOcFault>(var fault) -> fault.where();
        };
    assertEquals(home().resolve("slot-4.next.key").toString(), named);
  }

  @Test
  void keysOfFurtherSlotsAreTakenWhileOthersAreInUse() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    var both = Set.of(SLOT, FURTHER);
    try (var opened = folder().open(SLOTS).orFault()) {
      var before = opened.parts();
      assertEquals(Reservation.DURABLE, before.sent().reserve(ID, new FreshnessValue(7)));
      assertTrue(
          opened.reopen(both) instanceof Outcome.Refused<SecOcParts, SecOcFault>(var why)
              && why.where().endsWith("slot-5.key"));
      assertEquals(before, opened.parts());
      // The description that is gone by does not name it yet.
      key(bundle(), "slot-5.key", OTHER);
      assertEquals(Outcome.passed(List.of(SLOT, FURTHER)), folder().install(bundle(), SLOTS));
      assertFalse(opened.parts().keys().key(FURTHER).isPresent());
      var after = opened.reopen(both).orFault();
      assertTrue(after.keys().key(SLOT).isPresent());
      assertTrue(after.keys().key(FURTHER).isPresent());
      assertEquals(new FreshnessValue(7), after.sent().reservedUpTo(ID));
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve("slot-5.key"))));
  }

  @Test
  void aFurtherKeyThatIsNoneIsRefusedAndTheSlotStaysEmpty() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    key(bundle(), "slot-5.key", "none");
    assertEquals("holds no key of 16 bytes", said(folder().install(bundle(), SLOTS)));
    key(bundle(), "slot-5.key", OTHER);
    Files.setPosixFilePermissions(
        bundle().resolve("slot-5.key"), PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals("SECRET_READABLE_BY_OTHERS ", said(folder().install(bundle(), SLOTS)));
    assertFalse(Files.exists(home().resolve("slot-5.key")));
  }

  @Test
  void withoutKeysToTakeNothingIsMade() throws IOException {
    Files.delete(bundle().resolve("slot-4.key"));
    assertEquals(Outcome.passed(List.of()), folder().install(bundle(), Set.of()));
    assertFalse(Files.exists(home()));
    assertEquals("FILE_MISSING ", said(folder().install(bundle(), SLOTS)));
  }

  @Test
  void keysAreBroughtByOneAtATime() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    try (var _ = new DiskFileSystem().lock(home().resolve("provision.lock"))) {
      assertEquals("another process uses this folder", said(folder().install(bundle(), SLOTS)));
    } catch (StorageFault fault) {
      throw new AssertionError(fault);
    }
  }

  @Test
  void aKeyFileHasOneSpellingAndIsItsOwnersAlone() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    var file = home().resolve("slot-4.key");
    for (var bad : new String[] {KEY.toUpperCase(Locale.ROOT), KEY + "0", KEY + " "}) {
      Files.writeString(file, bad);
      assertEquals("holds no key of 16 bytes", refusal());
    }
    Files.writeString(file, KEY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals("SECRET_READABLE_BY_OTHERS ", refusal());
    Files.delete(file);
    assertEquals("FILE_MISSING ", refusal());
  }

  private String refusal() {
    return switch (folder().open(SLOTS)) {
      case Outcome.Passed<SecOcFolder.Opened, SecOcFault>(var opened) -> {
        opened.close();
        yield "opened";
      }
      case Outcome.Refused<SecOcFolder.Opened, SecOcFault>(var fault) -> fault.reason();
    };
  }

  private static String said(Outcome<List<KeySlot>, SecOcFault> outcome) {
    return switch (outcome) {
      case Outcome.Passed<List<KeySlot>, SecOcFault> _ -> "installed";
      case Outcome.Refused<List<KeySlot>, SecOcFault>(var why) -> why.reason();
    };
  }
}
