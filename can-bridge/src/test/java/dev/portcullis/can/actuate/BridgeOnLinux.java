package dev.portcullis.can.actuate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.Actuation.Confirmed;
import dev.portcullis.can.actuate.Actuation.NotTransmitted;
import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.WireRefusal;
import dev.portcullis.can.port.CanDevice;
import dev.portcullis.can.port.CanListener;
import dev.portcullis.can.port.CanPort;
import dev.portcullis.can.port.LinuxCan;
import dev.portcullis.can.port.PortLoss;
import dev.portcullis.can.port.PortRefusal;
import dev.portcullis.can.testing.FakeCar;
import dev.portcullis.crypto.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * From an action to the kernel's CAN and back: the car is on {@code vxcan1} and the bridge on
 * {@code vxcan0}. For a kernel with CAN.
 */
class BridgeOnLinux {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");
  private static final DecisionId DECISION = new DecisionId(Bytes.of(new byte[16]));
  private static final Demand LOCK = Demand.of(new ActionName("lock"));
  private static final Demand UNLOCK = Demand.of(new ActionName("unlock"));
  private static final Map<String, Long> NONE = Map.of();
  private static final Duration GENEROUS = Duration.ofSeconds(30);

  private final FakeCar car = new FakeCar(CAR, System::nanoTime);
  private final CanPort controllers;
  private final CanPort wire;
  private final List<PortStatus> statuses = new CopyOnWriteArrayList<>();
  private final Bridge bridge =
      Bridge.open(
          car.commands(),
          CanDevice.parse("socketcan:vxcan0").orFault().ports(System::nanoTime),
          System::nanoTime,
          car.secOc(),
          new BridgeObservers(
              (_, _, _) -> {}, _ -> {}, (_, status) -> statuses.add(status), (_, _, _) -> {}));

  BridgeOnLinux() {
    bridge.heard(Duration.ofDays(1));
    var toBus = new CopyOnWriteArrayList<CanPort>();
    controllers =
        car.port()
            .open(
                new Forward(frame ->
                    toBus.forEach(port -> {
                      var _ = port.transmit(frame);
                    })))
            .orFault();
    wire =
        CanDevice.parse("socketcan:vxcan1")
            .orFault()
            .ports(System::nanoTime)
            .open(
                new Forward(frame -> {
                  var _ = controllers.transmit(frame);
                }))
            .orFault();
    toBus.add(wire);
  }

  @BeforeAll
  static void onlyOnAKernelWithCan() {
    LinuxCan.assumeThere();
  }

  @AfterEach
  void close() {
    bridge.close();
    car.close();
    wire.close();
  }

  @Test
  void anActionIsConfirmedOverTheKernelsBus() {
    until(() -> bridge.actuate(UNLOCK, DECISION, NONE) instanceof Confirmed);
    until(() -> bridge.actuate(LOCK, DECISION, NONE) instanceof Confirmed);
    assertEquals("LOCKED", bridge.observed().get("lock"));
    // What the car is as it should be already is confirmed too, by a report after the frame's echo.
    until(() -> bridge.actuate(LOCK, DECISION, NONE) instanceof Confirmed);
    assertEquals(0, bridge.receiveCounts().missed());
  }

  @Test
  void anInterfaceThatGoesDownAndUpIsSurvived() {
    until(() -> bridge.actuate(UNLOCK, DECISION, NONE) instanceof Confirmed);
    LinuxCan.ipLink("set", "vxcan0", "down");
    until(() -> bridge.portStatus().equals(new PortStatus.NotOpened(PortRefusal.INTERFACE_DOWN)));
    assertEquals(
        new NotTransmitted(Precondition.ADAPTER_GONE), bridge.actuate(LOCK, DECISION, NONE));
    assertEquals("unknown", bridge.observed().get("lock"));
    LinuxCan.ipLink("set", "vxcan0", "up");
    until(() -> bridge.actuate(LOCK, DECISION, NONE) instanceof Confirmed);
    assertEquals(
        List.of(
            new PortStatus.Open(),
            new PortStatus.Lost(PortLoss.DOWN),
            new PortStatus.NotOpened(PortRefusal.INTERFACE_DOWN),
            new PortStatus.Open()),
        statuses);
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + GENEROUS.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "never so");
      LockSupport.parkNanos(A_MOMENT);
    }
  }

  /** Frames only. */
  private record Forward(Consumer<CanFrame> to) implements CanListener {

    @Override
    public void received(CanFrame frame, long nanos) {
      to.accept(frame);
    }

    @Override
    public void sentByThisHost(CanFrame frame, long nanos) {}

    @Override
    public void taken(long nanos) {}

    @Override
    public void missed(long frames) {}

    @Override
    public void bus(BusCondition condition) {}

    @Override
    public void error(ErrorFrame error, long nanos) {}

    @Override
    public void malformed(WireRefusal refusal) {}

    @Override
    public void lost(PortLoss why) {}
  }
}
