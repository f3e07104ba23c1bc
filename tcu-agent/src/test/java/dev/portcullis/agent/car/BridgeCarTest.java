package dev.portcullis.agent.car;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.gate.Car;
import dev.portcullis.can.actuate.Bridge;
import dev.portcullis.can.actuate.BridgeObservers;
import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.secoc.SecOcParts;
import dev.portcullis.can.testing.FakeCanPort;
import dev.portcullis.can.testing.FakeCar;
import dev.portcullis.crypto.message.Advice;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.ReceiptDetail;
import dev.portcullis.crypto.message.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** can-bridge over a port in memory, behind which the demo car is: its answers as codes. */
final class BridgeCarTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final Path CAR =
      Path.of(System.getProperty("project.root", "..")).resolve("simulator").resolve("car");
  private static final Arguments NONE = new Arguments.None();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FakeCar demo = new FakeCar(CAR, System::nanoTime);
  private final Bridge[] opened = new Bridge[1];
  private final BridgeCar car =
      new BridgeCar(observer -> {
        opened[0] =
            Bridge.open(
                demo.commands(),
                demo.port(),
                System::nanoTime,
                demo.secOc(),
                new BridgeObservers(observer, _ -> {}, (_, _) -> {}, (_, _, _) -> {}));
        return opened[0];
      });
  private final AtomicInteger handedOver = new AtomicInteger();

  @BeforeEach
  void waitForTheCar() throws InterruptedException {
    car.alive();
    assertTrue(opened[0].awaitState(PATIENCE));
  }

  @AfterEach
  void close() {
    opened[0].close();
    demo.close();
  }

  private Car.Actuation actuate(CommandName name, Arguments arguments) {
    return car.actuate(name, arguments, Optional.empty(), 7, _ -> handedOver.incrementAndGet());
  }

  private void awaitObstacle(CommandName name, RefusalCode code) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!car.obstacle(name, Optional.empty()).equals(Optional.of(code))
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(A_MOMENT);
    }
    assertEquals(Optional.of(code), car.obstacle(name, Optional.empty()));
  }

  @Test
  void whatTheCarConfirmsIsConfirmed() {
    for (CommandName name :
        new CommandName[] {
          CommandName.LOCK,
          CommandName.UNLOCK,
          CommandName.TRUNK,
          CommandName.HORN_LIGHTS,
          CommandName.CLIMATE_OFF
        }) {
      assertEquals(Optional.empty(), car.obstacle(name, Optional.empty()), name.wire());
      assertEquals(new Car.Actuation.Confirmed(), actuate(name, NONE), name.wire());
    }
    assertEquals(5, handedOver.get());
    assertEquals(5, demo.port().sent().size());
  }

  @Test
  void argumentsReachTheCar() {
    assertEquals(
        new Car.Actuation.Confirmed(),
        actuate(CommandName.CLIMATE_ON, new Arguments.Temperature(23)));
    assertEquals(
        new Car.Actuation.Confirmed(),
        actuate(CommandName.START, new Arguments.RunTime(Duration.ofMinutes(10))));
    assertEquals(new Car.Actuation.Confirmed(), actuate(CommandName.STOP, NONE));
  }

  @Test
  void anArgumentForWhichTheCarHasNoRoomIsABadArgument() {
    assertEquals(
        new Car.Actuation.NotTransmitted(RefusalCode.BAD_ARGUMENT),
        actuate(CommandName.CLIMATE_ON, NONE));
    assertTrue(demo.port().sent().isEmpty());
  }

  @Test
  void aDeafCarIsUnconfirmed() {
    demo.manner(FakeCar.Manner.DEAF);
    assertInstanceOf(Car.Actuation.Unconfirmed.class, actuate(CommandName.LOCK, NONE));
    assertEquals(1, handedOver.get());
  }

  @Test
  void eachPreconditionHasItsCode() {
    demo.set("SPEED", "Speed", 500);
    awaitObstacle(CommandName.UNLOCK, RefusalCode.NOT_STANDING);
    demo.set("SPEED", "Speed", 0);
    demo.set("BODY_STATUS", "Gear", 2);
    awaitObstacle(CommandName.START, RefusalCode.NOT_PARKED);
    demo.set("BODY_STATUS", "Gear", 1);
    demo.set("BODY_STATUS", "Hood", 0);
    awaitObstacle(CommandName.START, RefusalCode.OPENING_NOT_SHUT);
    demo.set("BODY_STATUS", "Hood", 1);
    demo.set("ENGINE_STATUS", "Engine", 2);
    awaitObstacle(CommandName.START, RefusalCode.ENGINE_RUNNING);
    awaitObstacle(CommandName.STOP, RefusalCode.ENGINE_NOT_REMOTE);
    demo.set("ENGINE_STATUS", "Engine", 1);
    demo.set("BODY_STATUS", "DriverSeat", 1);
    awaitObstacle(CommandName.STOP, RefusalCode.DRIVER_PRESENT);
    assertEquals(
        new Car.Actuation.NotTransmitted(RefusalCode.DRIVER_PRESENT),
        actuate(CommandName.STOP, NONE));
  }

  @Test
  void whatIsObservedFitsIntoAReceipt() throws IOException {
    var more = new StringBuilder("[observed]\n");
    for (int i = 0; i < 30; i++) {
      more.append("\"%d %s\" = \"SPEED.Speed\"\n".formatted(i, "x".repeat(40)));
    }
    String text =
        Files.readString(CAR.resolve("commands.toml")).replace("[observed]\n", more.toString());
    var database = Database.parse(Files.readString(CAR.resolve("demo.dbc"))).orFault();
    var commands = CommandMap.parse("commands.toml", text, database).orFault();
    var bridge =
        Bridge.open(
            commands,
            new FakeCanPort(System::nanoTime),
            System::nanoTime,
            SecOcParts.none(),
            new BridgeObservers((_, _, _) -> {}, _ -> {}, (_, _) -> {}, (_, _, _) -> {}));
    try (bridge) {
      assertEquals(40, bridge.observed().size());
      var observed = new BridgeCar(_ -> bridge).observed();
      var detail = new ReceiptDetail(Optional.empty(), new Advice.Never(), observed);
      assertEquals(16, detail.observed().size());
    }
  }

  private Optional<RefusalCode> unmet(String condition) {
    return car.obstacle(CommandName.LOCK, Optional.of(condition));
  }

  @Test
  void aConditionThatDoesNotHoldAnyMoreKeepsTheFrameBack() {
    assertEquals(
        new Car.Actuation.NotTransmitted(RefusalCode.CONDITION_UNMET),
        car.actuate(CommandName.LOCK, NONE, Optional.of("Speed > 5 km/h"), 7, _ -> {}));
    assertEquals(0, demo.port().sent().size());
  }

  @Test
  void aConditionOfAPolicyIsEvaluatedInThisCar() {
    assertEquals(Optional.empty(), unmet("SPEED.Speed == 0 km/h && Gear == PARK"));
    assertEquals(Optional.of(RefusalCode.CONDITION_UNMET), unmet("Speed > 5 km/h"));
  }

  @Test
  void aConditionAboutWhatThisCarHasNotIsNeverMet() {
    assertEquals(Optional.of(RefusalCode.STATE_UNKNOWN), unmet("Wings == SPREAD"));
    // Three messages have one of that name.
    assertEquals(Optional.of(RefusalCode.STATE_UNKNOWN), unmet("Freshness == 1"));
  }

  @Test
  void aMuteCarIsUnknown() {
    demo.manner(FakeCar.Manner.MUTE);
    awaitObstacle(CommandName.UNLOCK, RefusalCode.STATE_UNKNOWN);
    assertTrue(car.observed().containsValue(Car.UNKNOWN), "recovery waits for this very word");
  }

  @Test
  void anAdapterThatIsGoneIsNoObstacleAndNothingIsTransmitted() {
    demo.port().vanish();
    assertEquals(Optional.empty(), car.obstacle(CommandName.LOCK, Optional.empty()));
    assertEquals(
        new Car.Actuation.NotTransmitted(RefusalCode.ADAPTER_GONE),
        actuate(CommandName.LOCK, NONE));
    assertEquals(0, handedOver.get());
  }

  @Test
  void anAdapterThatGoesWithTheFrameIsNotTransmittedOrUnconfirmed() {
    demo.port().writes(FakeCanPort.Writes.FAILING);
    assertEquals(
        new Car.Actuation.NotTransmitted(RefusalCode.ADAPTER_GONE),
        actuate(CommandName.LOCK, NONE));
  }

  @Test
  void aWriteThatStallsIsUnconfirmed() {
    demo.port().writes(FakeCanPort.Writes.STALLED);
    assertEquals(
        new Car.Actuation.Unconfirmed(RefusalCode.WRITE_STALLED), actuate(CommandName.LOCK, NONE));
  }

  @Test
  void noWordOfTheDbcIsTooLongOrTooShortForAReceipt() {
    assertEquals(Car.UNKNOWN, BridgeCar.shown(""));
    assertEquals("LOCKED", BridgeCar.shown("LOCKED"));
    assertEquals(ReceiptDetail.LONGEST_TEXT, BridgeCar.shown("x".repeat(200)).length());
  }
}
