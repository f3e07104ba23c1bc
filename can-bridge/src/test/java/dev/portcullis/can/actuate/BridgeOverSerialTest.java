package dev.portcullis.can.actuate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.can.actuate.Actuation.NotTransmitted;
import dev.portcullis.can.frame.SlcanCodec;
import dev.portcullis.can.permit.Mode;
import dev.portcullis.can.permit.Silence;
import dev.portcullis.can.port.SlcanPorts;
import dev.portcullis.can.port.SlcanSettings;
import dev.portcullis.can.testing.FakeCar;
import dev.portcullis.can.testing.ScriptedAdapter;
import dev.portcullis.crypto.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the status flags of a serial adapter do to the bridge. */
class BridgeOverSerialTest {

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");
  private static final DecisionId DECISION = new DecisionId(Bytes.of(new byte[16]));
  private static final Duration GENEROUS = Duration.ofSeconds(30);

  @BeforeAll
  static void onlyWhereThereArePseudoTerminals() {
    assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo-terminals here");
  }

  private final FakeCar car = new FakeCar(CAR, System::nanoTime);
  private volatile Supplier<String> answer = () -> "F00\r";
  private final ScriptedAdapter adapter = answering();
  private final List<PortStatus> statuses = new CopyOnWriteArrayList<>();
  private final Bridge bridge =
      Bridge.open(
          car.commands(),
          new SlcanPorts(SlcanSettings.usual(adapter.path()), System::nanoTime),
          System::nanoTime,
          car.secOc(),
          new BridgeObservers(
              (_, _, _) -> {}, _ -> {}, (_, status) -> statuses.add(status), (_, _, _) -> {}));

  @BeforeEach
  void theAdapterIsOpen() {
    bridge.heard(Duration.ofDays(1));
    until(() -> bridge.mode().equals(new Mode.Operating()));
  }

  @AfterEach
  void close() {
    bridge.close();
    adapter.close();
    car.close();
  }

  @Test
  void framesLostInTheAdapterMakeTheStateUnknown() {
    answer = () -> "F00\r" + bodyStatus();
    until(() -> !"unknown".equals(bridge.observed().get("lock")));
    assertNotEquals("unknown", bridge.observed().get("lock"));
    assertEquals(0, bridge.receiveCounts().missed());
    answer = () -> bodyStatus() + "F08\r";
    until(() -> bridge.receiveCounts().missed() == 1);
    assertEquals("unknown", bridge.observed().get("lock"));
    assertEquals(new Mode.Operating(), bridge.mode());
  }

  @Test
  void offTheBusNothingIsTransmittedUntilTheAdapterSaysItIsBack() {
    answer = () -> "F10\r";
    until(() -> bridge.mode().equals(new Mode.Silent(Silence.BUS_FAULT)));
    until(() -> bridge.portStatus().equals(new PortStatus.BusOff()));
    assertEquals(
        new NotTransmitted(Precondition.ADAPTER_GONE),
        bridge.actuate(Demand.of(new ActionName("lock")), DECISION, Map.of()));
    answer = () -> "F00\r";
    until(() -> bridge.mode().equals(new Mode.Operating()));
    until(() -> bridge.portStatus().equals(new PortStatus.Open()));
    assertEquals(
        List.of(new PortStatus.Open(), new PortStatus.BusOff(), new PortStatus.Open()),
        statuses.stream().filter(status -> !(status instanceof PortStatus.NotOpened)).toList());
    assertTrue(adapter.lines().stream().noneMatch(line -> line.startsWith("t")));
  }

  /** Whoever does not answer the first question is not asked again. */
  private ScriptedAdapter answering() {
    var answering = new ScriptedAdapter();
    answering.script(line -> {
      if (line.equals("F")) {
        answering.say(answer.get());
      }
    });
    return answering;
  }

  private String bodyStatus() {
    Bytes line = SlcanCodec.encode(car.status("BODY_STATUS"));
    return new String(line.toArray(), StandardCharsets.US_ASCII);
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + GENEROUS.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "never so");
      LockSupport.parkNanos(1_000_000);
    }
  }
}
