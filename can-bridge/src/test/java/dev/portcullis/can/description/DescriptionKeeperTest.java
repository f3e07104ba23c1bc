package dev.portcullis.can.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.Bridge;
import dev.portcullis.can.actuate.BridgeObservers;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Demand;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.actuate.Ready;
import dev.portcullis.can.actuate.SendRefusal;
import dev.portcullis.can.description.ChangeRefusal.Reason;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.can.testing.FakeCar;
import dev.portcullis.can.testing.FakeCar.Manner;
import dev.portcullis.can.testing.SignedCar;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bridge that runs is given other descriptions, over a disk that may fail. */
@Timeout(60)
final class DescriptionKeeperTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");
  private static final Path KEPT = Path.of("/description");
  private static final DecisionId DECISION = new DecisionId(Bytes.of(new byte[8]));
  private static final Demand LOCK = Demand.of(new ActionName("lock"));
  private static final Demand HORN = Demand.of(new ActionName("horn-lights"));
  private static final Duration GENEROUS = Duration.ofSeconds(20);

  private final SignedCar signed = new SignedCar(CAR);
  private final FakeCar car = new FakeCar(CAR, System::nanoTime);
  private final CrashingFileSystem disk = CrashingFileSystem.empty();
  private final DescriptionStore store = new DescriptionStore(disk, KEPT);
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final SignedDescription first = signed.verified(signed.asItIs(5));

  @TempDir private Path folder = Path.of("");

  private SecOcFolder.Opened secOc = nothing();
  private Bridge bridge = bridge();
  private DescriptionKeeper keeper = keeper();

  private SecOcFolder.Opened nothing() {
    return new SecOcFolder(disk, Path.of("/")).open(Set.of()).orFault();
  }

  private Bridge bridge() {
    return Bridge.open(
        first.commands(),
        car.port(),
        System::nanoTime,
        secOc.parts(),
        new BridgeObservers((_, _, _) -> {}, _ -> {}, (_, _) -> {}, (_, _, _) -> {}));
  }

  private DescriptionKeeper keeper() {
    return new DescriptionKeeper(
        first.version(),
        store,
        signed::signers,
        secOc,
        bridge,
        new DescriptionObserver() {
          @Override
          public void inForce(SignedDescription description) {
            told.add("in force " + description.sequence());
          }

          @Override
          public void refused(ChangeRefusal why) {
            told.add(why.reason().name());
          }
        });
  }

  @BeforeEach
  void aBridgeThatRuns() throws IOException, InterruptedException {
    bridge.close();
    var keys = Files.createDirectories(folder.resolve("package"));
    for (KeySlot slot : first.commands().keySlots()) {
      var file = keys.resolve("slot-" + slot.number() + ".key");
      Files.writeString(file, FakeCar.key(slot) + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    var secOcFolder = new SecOcFolder(new DiskFileSystem(), folder.resolve("secoc"));
    var _ = secOcFolder.install(keys, first.commands().keySlots()).orFault();
    secOc = secOcFolder.open(first.commands().keySlots()).orFault();
    bridge = bridge();
    keeper = keeper();
    var _ = store.keep(first).orFault();
    bridge.heard(Duration.ofDays(1));
    assertTrue(bridge.awaitState(GENEROUS));
    until(() -> bridge.ready(LOCK) instanceof Outcome.Passed);
  }

  @AfterEach
  void close() {
    bridge.close();
    secOc.close();
    car.close();
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + GENEROUS.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it never came true");
      LockSupport.parkNanos(A_MOMENT);
    }
  }

  private Digest digest(Unverified files) {
    return SignedDescription.digest(files.messages(), files.commands());
  }

  private void locks() {
    until(() -> bridge.ready(LOCK).equals(Outcome.passed(new Ready(LOCK.action()))));
    assertInstanceOf(Actuation.Confirmed.class, bridge.actuate(LOCK, DECISION, Map.of()));
  }

  private void refused(Unverified offered, Reason reason) {
    assertTrue(
        keeper.change(offered) instanceof Outcome.Refused<Digest, ChangeRefusal>(var why)
            && why.reason() == reason,
        () -> told.toString());
    assertEquals(reason.name(), told.getLast());
    // What was in force still is.
    assertEquals(first.digest(), keeper.digest());
    assertTrue(bridge.observed().containsKey("speed"));
    locks();
  }

  @Test
  void aNewerDescriptionReplacesEverythingThatCameFromTheOneBefore() {
    locks();
    var next = signed.changed(6);
    assertEquals(Outcome.passed(digest(next)), keeper.change(next));
    assertEquals(digest(next), keeper.digest());
    assertEquals(List.of("in force 6"), told);
    assertEquals(Outcome.refused(Precondition.UNKNOWN_ACTION), bridge.ready(HORN));
    assertTrue(bridge.observed().containsKey("velocity"));
    assertFalse(bridge.observed().containsKey("speed"));
    // SecOC goes on where it was: the controllers take the frame, and their feedback holds.
    locks();
    assertEquals(
        digest(next), store.newerOf(first, signed.signers()).orFault().digest(), "kept for later");
  }

  @Test
  void whatIsKnownOfTheCarBeginsAnewWithTheFirstFramesAfterwards() {
    car.manner(Manner.MUTE);
    var _ = keeper.change(signed.changed(6)).orFault();
    assertEquals("unknown", bridge.observed().get("lock"));
    assertEquals(Outcome.refused(Precondition.STATE_UNKNOWN), bridge.ready(LOCK));
    car.manner(Manner.OBEDIENT);
    locks();
  }

  @Test
  void theListThatWasReplacedPermitsNothingAnyMore() {
    var narrower =
        signed
            .commands()
            .replace("sequence = 1", "sequence = 6")
            .replaceFirst("burst = 200\nper_second = 100", "burst = 1\nper_second = 1");
    var _ = keeper.change(signed.signed(narrower)).orFault();
    locks();
    until(() ->
        bridge
            .actuate(LOCK, DECISION, Map.of())
            .equals(new Actuation.NotTransmitted(SendRefusal.RATE_EXCEEDED)));
  }

  @Test
  void theSameAgainPassesAndChangesNothing() {
    assertEquals(Outcome.passed(first.digest()), keeper.change(signed.asItIs(5)));
    // Nothing was forgotten: no frame need come first.
    assertEquals(Outcome.passed(new Ready(LOCK.action())), bridge.ready(LOCK));
  }

  @Test
  void anOlderOneThatWasSignedOnceIsRefused() {
    refused(signed.changed(4), Reason.OLDER_SEQUENCE);
  }

  @Test
  void anotherOfTheSameSequenceIsRefused() {
    refused(signed.changed(5), Reason.SAME_SEQUENCE);
  }

  @Test
  void oneThatOthersSignedIsRefused() {
    refused(new SignedCar(CAR).changed(6), Reason.TOO_FEW_SIGNATURES);
    var files = signed.changed(6);
    refused(
        new Unverified(files.messages(), files.commands(), "", Bytes.utf8("none")),
        Reason.UNREADABLE_SIGNATURES);
  }

  @Test
  void oneThatIsNoneIsRefusedWithItsReason() {
    refused(signed.signed("schema = 9"), Reason.BAD_COMMANDS);
    refused(
        signed.signed(signed.commands().replace("id = 0x2F0", "id = 0x2F5")),
        Reason.UNPERMITTED_ACTION);
    refused(signed.signed(Bytes.utf8("SG_ nonsense"), "schema = 1"), Reason.BAD_MESSAGES);
  }

  @Test
  void oneWhoseKeysAreNotHereIsRefusedBeforeAnythingChanges() {
    var elsewhere =
        signed
            .commands()
            .replace("sequence = 1", "sequence = 6")
            .replace("key_slot = 3", "key_slot = 7");
    refused(signed.signed(elsewhere), Reason.NO_KEYS);
  }

  @Test
  void whatCannotBeWrittenDownIsNotGoneByAndLeavesTheBridgeSilentUntilItCan() {
    disk.fallIll(DurableRefusal.DISK_FULL);
    var next = signed.changed(6);
    assertTrue(
        keeper.change(next) instanceof Outcome.Refused<Digest, ChangeRefusal>(var why)
            && why.reason() == Reason.NOT_KEPT);
    var silent = new Actuation.NotTransmitted(Precondition.CONFIGURATION_CHANGING);
    assertEquals(silent, bridge.actuate(LOCK, DECISION, Map.of()));
    assertEquals(Outcome.refused(Precondition.CONFIGURATION_CHANGING), bridge.ready(LOCK));
    // A heartbeat or the bus coming back does not end it.
    bridge.heard(Duration.ofDays(1));
    assertEquals(silent, bridge.actuate(LOCK, DECISION, Map.of()));
    assertTrue(car.port().sent().isEmpty());
    disk.heal();
    // Also by the one that was in force: what the disk has is known again.
    assertEquals(Outcome.passed(first.digest()), keeper.change(signed.asItIs(5)));
    locks();
    assertEquals(Outcome.passed(digest(next)), keeper.change(next));
    locks();
  }

  @Test
  void anActionUnderWayEndsByItsOwnDeadlineAndNoneIsBegunMeanwhile() throws Exception {
    car.manner(Manner.DEAF);
    var acting = CompletableFuture.supplyAsync(() -> bridge.actuate(LOCK, DECISION, Map.of()));
    until(() -> car.port().sent().size() == 1);
    var changing = CompletableFuture.supplyAsync(() -> keeper.change(signed.changed(6)));
    until(() ->
        bridge.ready(LOCK).equals(Outcome.refused(Precondition.CONFIGURATION_CHANGING))
            || changing.isDone());
    assertEquals(
        new Actuation.Unconfirmed(Actuation.Doubt.OPPOSITE_FEEDBACK),
        acting.get(GENEROUS.toSeconds(), TimeUnit.SECONDS));
    assertInstanceOf(Outcome.Passed.class, changing.get(GENEROUS.toSeconds(), TimeUnit.SECONDS));
    assertEquals(1, car.port().sent().size());
    car.manner(Manner.OBEDIENT);
    locks();
  }
}
