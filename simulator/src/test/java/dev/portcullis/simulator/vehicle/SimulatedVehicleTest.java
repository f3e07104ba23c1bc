package dev.portcullis.simulator.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.SlcanCodec;
import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessStore;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.can.secoc.ReservationBlock;
import dev.portcullis.can.secoc.SecOcSender;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.simulator.ecu.BodyController;
import dev.portcullis.simulator.ecu.BodyState;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;
import dev.portcullis.simulator.ecu.EngineMode;
import dev.portcullis.simulator.ecu.Speed;
import dev.portcullis.simulator.misbehaviour.Intruder;
import dev.portcullis.simulator.traffic.Traffic;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SimulatedVehicleTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final Path CAR = Path.of(System.getProperty("project.root"), "simulator", "car");

  @TempDir private static Path folder = Path.of("");

  private final Path link;
  private final SimulatedVehicle vehicle;
  private final Message bodyCommand;
  private final SecOcSender unit;
  private final Path keys;

  SimulatedVehicleTest() throws IOException {
    link = folder.resolve("can" + System.nanoTime());
    keys = Files.createDirectories(folder.resolve("secoc"));
    for (int slot = 1; slot <= 3; slot++) {
      var file = keys.resolve("slot-" + slot + ".key");
      Files.writeString(file, "2b7e151628aed2a6abf7158809cf4f3c\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    vehicle = SimulatedVehicle.start(CAR, secrets(), link, System::nanoTime);
    var database = CarFolder.database(CAR);
    bodyCommand = database.message("BODY_COMMAND").orFault();
    var map =
        CommandMap.parse("", Files.readString(CAR.resolve("commands.toml")), database).orFault();
    var slots = SecOcFolder.keys(keys, map.keySlots()).orFault();
    unit =
        new SecOcSender(
            Optional.ofNullable(map.secured().get("BODY_COMMAND")).orElseThrow(),
            slots,
            new FromOne(),
            new ReservationBlock(1));
  }

  private CarSecrets secrets() {
    return new CarSecrets(keys, InstantSource.system());
  }

  @BeforeEach
  void isThere() {
    assertTrue(Files.isSymbolicLink(link));
  }

  @AfterEach
  void end() throws IOException {
    vehicle.close();
    assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void unlocksForAFrameOnTheSerialLineAndConfirmsIt() throws Exception {
    try (var host = new SerialHost(vehicle.devicePath())) {
      host.open();
      var before = vehicle.now();
      host.write(command(2));
      host.awaitFrame(frame -> frame.id().value() == 0x2F1 && (frame.payload().at(0) & 3) == 0);
      assertEquals(DoorLock.UNLOCKED, vehicle.state().body().doorLock());
      assertEquals(1, vehicle.tap().count(SimulatedVehicle.ADAPTER));
      var seen = vehicle.tap().between(SimulatedVehicle.ADAPTER, before, vehicle.now());
      assertEquals(1, seen.size());
      assertEquals(bodyCommand.id(), seen.getFirst().frame().id());
    }
  }

  @Test
  void showsNoFrameOfTheAgentWhenTheAgentSendsNone() throws Exception {
    try (var host = new SerialHost(vehicle.devicePath())) {
      host.open();
      for (int id : new int[] {0x2D0, 0x2E1, 0x2F1}) {
        host.awaitFrame(frame -> frame.id().value() == id);
      }
      assertEquals(0, vehicle.tap().count(SimulatedVehicle.ADAPTER));
      assertTrue(vehicle.tap().count(BodyController.NAME) > 0);
    }
  }

  @Test
  void comesBackUnderTheSameNameAfterItWasUnplugged() throws Exception {
    var first = new SerialHost(vehicle.devicePath());
    first.open();
    vehicle.adapter().unplug();
    first.awaitGone();
    assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    assertThrows(IOException.class, () -> first.write(command(2)));
    first.close();
    vehicle.adapter().plugIn();
    try (var second = new SerialHost(vehicle.devicePath())) {
      second.write("O\r");
      second.awaitLine(line -> line.toString().equals("ERROR"));
      second.open();
      second.write(command(2));
      second.awaitFrame(frame -> frame.id().value() == 0x2F1 && (frame.payload().at(0) & 3) == 0);
    }
    assertEquals(1, vehicle.tap().count(SimulatedVehicle.ADAPTER));
  }

  @Test
  void obeysWhatWasWrittenOnceItIsNoLongerStalled() throws Exception {
    try (var host = new SerialHost(vehicle.devicePath())) {
      host.open();
      vehicle.adapter().stall();
      var written = new CompletableFuture<Void>();
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              host.write(command(2));
              written.complete(null);
            } catch (IOException e) {
              written.completeExceptionally(e);
            }
          });
      // Frames for the agent go on; its own does not get out.
      for (int i = 0; i < 5; i++) {
        host.awaitFrame(frame -> frame.id().value() == 0x2F1);
      }
      assertEquals(0, vehicle.tap().count(SimulatedVehicle.ADAPTER));
      assertFalse(written.isDone());
      vehicle.adapter().resume();
      written.get();
      host.awaitFrame(frame -> frame.id().value() == 0x2F1 && (frame.payload().at(0) & 3) == 0);
    }
  }

  @Test
  void forgetsWhatNobodyReadWhenItsChannelIsClosed() throws Exception {
    var device = vehicle.devicePath().toFile();
    try (var out = new FileOutputStream(device);
        var in = new FileInputStream(device)) {
      out.write("C\rS6\rY2\rO\r".getBytes(StandardCharsets.US_ASCII));
      while (in.available() < 200) {
        LockSupport.parkNanos(A_MOMENT);
      }
      out.write("C\r".getBytes(StandardCharsets.US_ASCII));
      while (in.available() > 1) {
        LockSupport.parkNanos(A_MOMENT);
      }
      assertEquals('\r', in.read());
      assertEquals(0, in.available());
    }
  }

  @Test
  void isDrivenAndParkedAgain() {
    vehicle.drive(Speed.kilometresPerHour(50));
    var driven = vehicle.state();
    assertEquals(EngineMode.DRIVER, driven.engine());
    assertEquals(BodyState.DriverSeat.OCCUPIED, driven.body().driverSeat());
    assertEquals(Speed.kilometresPerHour(50), driven.speed());
    vehicle.park();
    assertEquals(new CarState(BodyState.PARKED, EngineMode.OFF, Speed.ZERO), vehicle.state());
  }

  @Test
  void obeysThePersonAtTheKeyboard() {
    var words = new VehicleWords(vehicle);
    assertTrue(words.obey("speed 50").contains("50.00 km/h"));
    assertTrue(words.obey("hood open").contains("hood open"));
    assertTrue(words.obey("driver in").contains("seat occupied"));
    assertTrue(words.obey("engine driver").contains("engine driver"));
    assertTrue(words.obey(" park ").contains("engine off"));
    assertEquals("", words.obey(""));
    for (String line :
        new String[] {
          "drive fast", "speed fast", "speed 1000", "hood", "fly 3", "fault x", "a b c"
        }) {
      assertTrue(words.obey(line).startsWith("not understood: "), line);
    }
  }

  @Test
  void isDrivenAwayAndAttackedByThePersonAtTheKeyboard() throws Exception {
    try (var full =
            SimulatedVehicle.start(
                CAR, secrets(), Traffic.Density.FULL, folder.resolve("full"), System::nanoTime);
        var host = new SerialHost(full.devicePath())) {
      host.open();
      var words = new VehicleWords(full);
      assertTrue(words.obey("drive city").contains("bus "));
      host.awaitFrame(
          frame -> frame.id().value() == 0x2F1 && (frame.payload().at(1) >> 4 & 3) == 1);
      assertEquals("ordered: fuzz@0-60", words.obey("attack fuzz@0-60"));
      while (full.tap().count(Intruder.NAME) == 0 || full.load().messages() < 60) {
        Thread.sleep(20);
      }
      assertTrue(full.load().percent() > 30, full.load().toString());
      assertTrue(words.obey("attack fuzz").startsWith("attack: BAD_WINDOW"));
      assertTrue(words.obey("park").contains("gear park"));
      assertEquals(14, full.controllers());
    }
  }

  @Test
  void saysWhichFileIsMissing() {
    var thrown =
        assertThrows(
            IOException.class,
            () ->
                SimulatedVehicle.start(folder, secrets(), folder.resolve("x"), System::nanoTime)
                    .close());
    assertTrue(thrown.toString().contains("demo.dbc"), thrown.toString());
  }

  @Test
  void leavesAFileAloneThatHasTheNameOfTheLink() throws IOException {
    var file = Files.writeString(folder.resolve("precious"), "precious");
    assertThrows(
        IOException.class,
        () -> SimulatedVehicle.start(CAR, secrets(), file, System::nanoTime).close());
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void obeysNobodyWithoutTheKey() throws Exception {
    try (var host = new SerialHost(vehicle.devicePath())) {
      host.open();
      var line = command(2);
      host.write(line.substring(0, line.length() - 3) + "00\r");
      for (int i = 0; i < 5; i++) {
        host.awaitFrame(frame -> frame.id().value() == 0x2F1);
      }
      assertEquals(1, vehicle.tap().count(SimulatedVehicle.ADAPTER));
      assertEquals(DoorLock.LOCKED, vehicle.state().body().doorLock());
    }
  }

  @Test
  void saysWhichKeyIsMissing() throws IOException {
    var empty = new CarSecrets(folder.resolve("nowhere"), InstantSource.system());
    var thrown =
        assertThrows(
            IOException.class,
            () ->
                SimulatedVehicle.start(CAR, empty, folder.resolve("y"), System::nanoTime).close());
    assertTrue(thrown.toString().contains("FILE_MISSING"), thrown.toString());
  }

  /** A unit that was never on before. */
  private record FromOne() implements FreshnessStore {

    @Override
    public FreshnessValue reservedUpTo(DataId id) {
      return FreshnessValue.NONE_YET;
    }

    @Override
    public Reservation reserve(DataId id, FreshnessValue upTo) {
      return Reservation.DURABLE;
    }

    @Override
    public void giveBack(DataId id, FreshnessValue last) {}
  }

  private String command(long action) {
    var signals = Map.of("Action", action, "Temperature", 0L, "Freshness", 0L, "Authenticator", 0L);
    var payload = bodyCommand.encode(signals).orFault().slice(0, 4);
    var frame = bodyCommand.frame(unit.secure(payload).orFault());
    return new String(SlcanCodec.encode(frame).toArray(), StandardCharsets.US_ASCII);
  }
}
