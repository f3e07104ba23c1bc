package dev.portcullis.can.secoc.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessStore.Reservation;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
      assertTrue(parts.keys().keys(SLOT).isPresent());
      assertFalse(parts.keys().keys(new KeySlot(5)).isPresent());
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
    // Nor does it help to install them again.
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
    assertEquals(
        "is there already, with another key",
        said(folder().install(bundle(), SLOTS).mapRefusal(SecOcFault::reason)));
    Files.delete(bundle().resolve("slot-4.key"));
    assertTrue(folder().install(bundle(), SLOTS) instanceof Outcome.Passed);
  }

  @Test
  void theNextKeyIsReadWhereThereIsOne() throws IOException {
    var _ = folder().install(bundle(), SLOTS).orFault();
    key(home(), "slot-4.next.key", OTHER);
    try (var opened = folder().open(SLOTS).orFault()) {
      assertTrue(opened.parts().keys().keys(SLOT).orElseThrow().next().isPresent());
    }
    key(home(), "slot-4.next.key", "none");
    assertEquals("holds no key of 16 bytes", refusal());
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

  private static String said(Outcome<SecOcFolder, String> outcome) {
    return switch (outcome) {
      case Outcome.Passed<SecOcFolder, String> _ -> "installed";
      case Outcome.Refused<SecOcFolder, String>(var why) -> why;
    };
  }
}
