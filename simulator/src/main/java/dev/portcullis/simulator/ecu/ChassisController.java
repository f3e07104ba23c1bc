package dev.portcullis.simulator.ecu;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.bus.BusNode;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import java.util.Map;
import java.util.Optional;

/** The controller with the speed sensor: sends {@code SPEED} every 20 ms and obeys nobody. */
public final class ChassisController implements BusNode {

  /** Its name on the bus. */
  public static final NodeName NAME = new NodeName("CHASSIS");

  private final StatusMessage status;
  private final CyclicSender sender;
  private Speed speed = Speed.ZERO;
  private SpeedQuality quality = SpeedQuality.VALID;

  /** Attaches a chassis controller to {@code bus}; it is still switched off. */
  public ChassisController(Timeline timeline, CanBus bus, Database database) {
    this.status = new StatusMessage(database, "SPEED");
    this.sender = new CyclicSender(timeline, bus.attach(this), this::statusFrame);
  }

  /** Switches it on. */
  public void start() {
    sender.start();
  }

  @Override
  public NodeName name() {
    return NAME;
  }

  /** How fast the car goes. */
  public Speed speed() {
    return speed;
  }

  /** Moves the car, or stops it; reported at once. */
  public void set(Speed changed) {
    speed = changed;
    sender.sendNow();
  }

  /** Moves the car as cars move, little by little: the next status in turn says so. */
  public void follow(Speed changed) {
    speed = changed;
  }

  /** Breaks or mends the sensor; reported at once. */
  public void set(SpeedQuality changed) {
    quality = changed;
    sender.sendNow();
  }

  @Override
  public void received(CanFrame frame) {}

  private Optional<CanFrame> statusFrame() {
    return Optional.of(
        status.next(
            Map.of("Speed", (long) speed.hundredths(), "Quality", status.raw("Quality", quality))));
  }
}
