package dev.portcullis.can.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.Bridge;
import dev.portcullis.can.actuate.BridgeObservers;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Demand;
import dev.portcullis.can.description.ChangeRefusal.Reason;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.testing.FakeCar;
import dev.portcullis.can.testing.FakeCar.Manner;
import dev.portcullis.can.testing.SignedCar;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signed descriptions change a key of a bridge that runs: nobody moves a file or restarts it. */
@Timeout(60)
final class RotationByDescriptionTest {

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");
  private static final DecisionId DECISION = new DecisionId(Bytes.of(new byte[8]));
  private static final Demand LOCK = Demand.of(new ActionName("lock"));
  private static final Duration GENEROUS = Duration.ofSeconds(20);
  private static final String STATUS = "BODY_STATUS";

  /** Of command and report of the body controller. */
  private static final String FORMER = "key_slot = 1 ";

  private static final KeySlot NEW = new KeySlot(11);
  private static final List<String> STEPS =
      List.of(
          "key_slot = 1\nalso_accepted_slot = 11 ",
          "key_slot = 11\nalso_accepted_slot = 1 ",
          "key_slot = 11 ");

  private final SignedCar signed = new SignedCar(CAR);
  private final FakeCar car = new FakeCar(CAR, System::nanoTime);
  private final SignedDescription first = signed.verified(signed.asItIs(1));
  private final DiskFileSystem disk = new DiskFileSystem();
  private final List<FrameVerdict> notTaken = new CopyOnWriteArrayList<>();

  @TempDir private Path folder = Path.of("");

  /** A process with can-bridge in it. */
  private record Running(SecOcFolder.Opened secOc, Bridge bridge, DescriptionKeeper keeper)
      implements AutoCloseable {

    @Override
    public void close() {
      bridge.close();
      secOc.close();
    }
  }

  private SecOcFolder secOc() {
    return new SecOcFolder(disk, folder.resolve("secoc"));
  }

  private Running start() throws InterruptedException {
    var store = new DescriptionStore(disk, folder.resolve("description"));
    var inForce = store.newerOf(first, signed.signers()).orFault();
    var secOc = secOc().open(inForce.commands().keySlots()).orFault();
    var bridge =
        Bridge.open(
            inForce.commands(),
            car.port(),
            System::nanoTime,
            secOc.parts(),
            new BridgeObservers(
                (_, _, _) -> {}, _ -> {}, (_, _) -> {}, (_, why, _) -> notTaken.add(why)));
    bridge.heard(Duration.ofDays(1));
    assertTrue(bridge.awaitState(GENEROUS));
    var keeper =
        new DescriptionKeeper(
            inForce.version(),
            store,
            signed::signers,
            secOc,
            bridge,
            new DescriptionObserver() {
              @Override
              public void inForce(SignedDescription description) {}

              @Override
              public void refused(ChangeRefusal why) {}
            });
    return new Running(secOc, bridge, keeper);
  }

  @BeforeEach
  void theFirstKeys() throws IOException {
    bring(first.commands().keySlots());
  }

  @AfterEach
  void close() {
    car.close();
  }

  private void bring(Set<KeySlot> slots) throws IOException {
    var from = Files.createDirectories(folder.resolve("package"));
    for (KeySlot slot : slots) {
      var file = from.resolve("slot-" + slot.number() + ".key");
      Files.writeString(file, FakeCar.key(slot) + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    var _ = secOc().install(from, first.commands().keySlots()).orFault();
  }

  /** The description of step 1, 2 or 3; step 0 is sequence 1. */
  private Unverified step(int step) {
    return signed.signed(
        (signed.commands() + "\n")
            .replace("key_slot = 1\n", FORMER + "\n")
            .replace(FORMER, STEPS.get(step - 1))
            .replaceFirst("sequence = \\d+", "sequence = " + (step + 1)));
  }

  private void carGoesBy(int step) {
    car.goBy(signed.verified(step(step)).commands());
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + GENEROUS.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it never came true");
      Thread.onSpinWait();
    }
  }

  /** What it confirms began with an open door: the car has heard it, and it has heard the car. */
  private void locks(Running unit) {
    assertInstanceOf(Actuation.Confirmed.class, lock(unit));
  }

  private Actuation lock(Running unit) {
    car.set(STATUS, "DoorLock", 0);
    until(() -> "UNLOCKED".equals(unit.bridge().observed().get("lock")));
    until(() -> unit.bridge().ready(LOCK) instanceof Outcome.Passed);
    return unit.bridge().actuate(LOCK, DECISION, Map.of());
  }

  /** The values of all commands that left, in order. */
  private void valuesRise() {
    var values =
        car.port().sent().stream()
            .map(frame -> Long.parseUnsignedLong(frame.payload().slice(4, 12).hex(), 16))
            .toList();
    assertEquals(values.stream().sorted().distinct().toList(), values);
  }

  private void rotate(Running unit, Set<Integer> carFirst) {
    for (int step = 1; step <= STEPS.size(); step++) {
      if (carFirst.contains(step)) {
        carGoesBy(step);
        locks(unit);
      }
      assertInstanceOf(Outcome.Passed.class, unit.keeper().change(step(step)));
      locks(unit);
      carGoesBy(step);
      locks(unit);
    }
  }

  @Test
  void threeDescriptionsChangeTheKeyAndEachEndHearsTheOtherAllAlong() throws Exception {
    try (var unit = start()) {
      locks(unit);
      bring(Set.of(NEW));
      rotate(unit, Set.of(1, 3));
      assertEquals(List.of(), notTaken);
      valuesRise();
    }
    // The former key is not asked for any more.
    Files.delete(folder.resolve("secoc/slot-1.key"));
    try (var unit = start()) {
      locks(unit);
      valuesRise();
    }
  }

  @Test
  void aKeyThatIsBroughtLaterIsSeenByTheProcessThatRuns() throws Exception {
    try (var unit = start()) {
      locks(unit);
      assertTrue(
          unit.keeper().change(step(1)) instanceof Outcome.Refused<Digest, ChangeRefusal>(var why)
              && why.reason() == Reason.NO_KEYS
              && why.detail().endsWith("slot-11.key: FILE_MISSING"));
      locks(unit);
      bring(Set.of(NEW));
      assertInstanceOf(Outcome.Passed.class, unit.keeper().change(step(1)));
      locks(unit);
    }
  }

  @Test
  void eachStepIsGoneByAfterARestartAndNothingHeardBeforeIsTakenAgain() throws Exception {
    bring(Set.of(NEW));
    var recorded = car.status(STATUS);
    try (var unit = start()) {
      locks(unit);
      rotate(unit, Set.of());
    }
    for (int restart = 0; restart < 2; restart++) {
      try (var unit = start()) {
        locks(unit);
        notTaken.clear();
        car.manner(Manner.MUTE);
        car.port().deliver(recorded);
        // Of the former key, which is worth nothing now.
        until(() -> notTaken.contains(FrameVerdict.BAD_MAC));
        car.manner(Manner.OBEDIENT);
        valuesRise();
      }
    }
  }

  @Test
  void whatWasHeardBeforeAStepIsKnownForARecordingAfterIt() throws Exception {
    bring(Set.of(NEW));
    try (var unit = start()) {
      for (int step = 1; step <= 2; step++) {
        locks(unit);
        car.manner(Manner.MUTE);
        var recorded = car.status(STATUS);
        car.port().deliver(recorded);
        assertInstanceOf(Outcome.Passed.class, unit.keeper().change(step(step)));
        carGoesBy(step);
        assertEquals(List.of(), notTaken);
        car.port().deliver(recorded);
        until(() -> notTaken.contains(FrameVerdict.REPLAYED));
        notTaken.clear();
        car.manner(Manner.OBEDIENT);
      }
    }
  }

  @Test
  void aStepThatIsLeftOutIsNotHeardUntilItIsMadeUpFor() throws Exception {
    bring(Set.of(NEW));
    try (var unit = start()) {
      // It sends with a key that the car does not accept, and the car's it does.
      assertInstanceOf(Outcome.Passed.class, unit.keeper().change(step(2)));
      assertInstanceOf(Actuation.Unconfirmed.class, lock(unit));
      carGoesBy(1);
      locks(unit);
    }
  }
}
