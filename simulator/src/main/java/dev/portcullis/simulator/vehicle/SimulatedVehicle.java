package dev.portcullis.simulator.vehicle;

import dev.portcullis.simulator.bus.BitRate;
import dev.portcullis.simulator.bus.BusLoad;
import dev.portcullis.simulator.bus.BusTap;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.LiveTimeline;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.ecu.BodyController;
import dev.portcullis.simulator.ecu.BodyFault;
import dev.portcullis.simulator.ecu.BodyState;
import dev.portcullis.simulator.ecu.ChassisController;
import dev.portcullis.simulator.ecu.EngineController;
import dev.portcullis.simulator.ecu.EngineMode;
import dev.portcullis.simulator.ecu.Speed;
import dev.portcullis.simulator.ecu.SpeedQuality;
import dev.portcullis.simulator.misbehaviour.Intruder;
import dev.portcullis.simulator.misbehaviour.Plan;
import dev.portcullis.simulator.misbehaviour.PlanReader;
import dev.portcullis.simulator.motion.Drive;
import dev.portcullis.simulator.motion.Journey;
import dev.portcullis.simulator.serial.SlcanAdapter;
import dev.portcullis.simulator.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * A parked car: a CAN bus of 500 kbit/s with body, engine and chassis controller and as many others
 * as are asked for, an SLCAN adapter on a serial device for the agent, and a tap. Any thread may
 * call it; a change has happened, and its status frame is queued, when the call returns.
 *
 * <p>It runs on two threads of its own: {@code car}, which owns bus and controllers, and {@code
 * car-serial}, which only reads the serial device.
 */
public final class SimulatedVehicle implements AutoCloseable {

  /** The agent's node on the bus: what the adapter sends, the tap counts under this name. */
  public static final NodeName ADAPTER = new NodeName("TCU");

  /** What is random about a live car need not differ from one start to the next. */
  private static final long SEED = 1;

  private final Timeline timeline;
  private final BusTap tap = new BusTap();
  private final BusLoad load;
  private final CanBus bus;
  private final SlcanAdapter adapter;
  private final CarFolder.Description description;
  private final Car car;
  private final BodyController body;
  private final EngineController engine;
  private final ChassisController chassis;

  private SimulatedVehicle(
      Timeline timeline, CarFolder.Description description, Traffic.Density density, Path link) {
    this.timeline = timeline;
    this.description = description;
    this.load = new BusLoad(timeline.now());
    this.bus = new CanBus(timeline, BitRate.KBIT_500, tap);
    bus.observe(load);
    this.adapter = new SlcanAdapter(ADAPTER, timeline, bus, link);
    this.car = new Car(timeline, bus, description, density, SEED);
    this.body = car.body();
    this.engine = car.engine();
    this.chassis = car.chassis();
  }

  /**
   * Starts a car in real time, with no controllers but the three that obey.
   *
   * @param carFolder where its {@code demo.dbc} is
   * @param link the symbolic link to make, which always points at the adapter's present device
   * @param nanoClock such as {@code System::nanoTime}; also the clock of {@link #tap}
   * @throws IOException if the folder or the link cannot be used, in words for a person
   */
  public static SimulatedVehicle start(Path carFolder, Path link, LongSupplier nanoClock)
      throws IOException {
    return start(carFolder, Traffic.Density.NONE, link, nanoClock);
  }

  /**
   * Starts a car in real time.
   *
   * @param carFolder where its {@code demo.dbc} is, and {@code full.dbc} if there is traffic
   * @param density how much the other controllers say
   * @param link the symbolic link to make, which always points at the adapter's present device
   * @param nanoClock such as {@code System::nanoTime}; also the clock of {@link #tap}
   * @throws IOException if the folder or the link cannot be used, in words for a person
   */
  public static SimulatedVehicle start(
      Path carFolder, Traffic.Density density, Path link, LongSupplier nanoClock)
      throws IOException {
    var description = CarFolder.description(carFolder);
    var timeline = LiveTimeline.start("car", nanoClock);
    try {
      var vehicle = new SimulatedVehicle(timeline, description, density, link);
      timeline.perform(vehicle.car::start);
      vehicle.adapter.plugIn();
      return vehicle;
    } catch (IOException | RuntimeException e) {
      timeline.close();
      throw e;
    }
  }

  /** The serial device for the agent; the name stays the same when the adapter comes back. */
  public Path devicePath() {
    return adapter.devicePath();
  }

  /** The witness of the bus. */
  public BusTap tap() {
    return tap;
  }

  /** How many controllers there are on the bus, besides the telematics unit. */
  public long controllers() {
    var strangers = Set.of(ADAPTER, Intruder.NAME);
    return timeline.ask(bus::nodes).stream().filter(each -> !strangers.contains(each)).count();
  }

  /** How busy the bus is. */
  public BusLoad.Reading load() {
    return load.reading();
  }

  /** Reads orders to misbehave, in words. */
  public PlanReader plans() {
    return new PlanReader(description.full(), timeline.ask(bus::nodes), SEED);
  }

  /** Lets an intruder on the bus do that, counted from now. */
  public void order(Plan plan) {
    timeline.perform(() -> car.intruder().order(plan, SEED));
  }

  /** A driver takes the car away, until it is parked or let go. */
  public void begin(Drive drive) {
    timeline.perform(() -> car.trip().begin(new Journey(drive, SEED)));
  }

  /** The driver lets go: everything stays as it is until it is changed. */
  public void letGo() {
    timeline.perform(car.trip()::end);
  }

  /** The time now, on the clock of the tap. */
  public MonotonicTime now() {
    return timeline.now();
  }

  /** How the car really is. */
  public CarState state() {
    return timeline.ask(() -> new CarState(body.state(), engine.mode(), chassis.speed()));
  }

  /** Somebody at the car changes something, such as {@code body -> body.withHood(OPEN)}. */
  public void change(UnaryOperator<BodyState> change) {
    timeline.perform(() -> body.change(change));
  }

  /** A driver sits down. */
  public void driverEnters() {
    change(now -> now.with(BodyState.DriverSeat.OCCUPIED));
  }

  /** The driver gets out. */
  public void driverLeaves() {
    change(now -> now.with(BodyState.DriverSeat.EMPTY));
  }

  /** Somebody in the car shows presence: puts the key card onto its reader. */
  public void cardPutDown() {
    change(now -> now.with(BodyState.KeyCard.PRESENT));
  }

  /** The key card is taken away. */
  public void cardTakenAway() {
    change(now -> now.with(BodyState.KeyCard.ABSENT));
  }

  /** A driver drives: seat taken, lever out of park, engine under the driver, at that speed. */
  public void drive(Speed speed) {
    timeline.perform(() -> {
      body.change(now -> now.with(BodyState.DriverSeat.OCCUPIED).with(BodyState.Gear.OTHER));
      engine.set(EngineMode.DRIVER);
      chassis.set(speed);
    });
  }

  /** Sets the speed alone. */
  public void set(Speed speed) {
    timeline.perform(() -> chassis.set(speed));
  }

  /** Breaks or mends the speed sensor. */
  public void set(SpeedQuality quality) {
    timeline.perform(() -> chassis.set(quality));
  }

  /** Somebody in the car starts the engine, takes it over, or switches it off. */
  public void set(EngineMode mode) {
    timeline.perform(() -> engine.set(mode));
  }

  /** Breaks or mends the body controller. */
  public void set(BodyFault fault) {
    timeline.perform(() -> body.set(fault));
  }

  /** Mends everything, and parks the car: locked, shut, empty, engine off. The adapter is left. */
  public void park() {
    timeline.perform(() -> {
      car.trip().end();
      body.set(BodyFault.Plain.NONE);
      body.change(_ -> BodyState.PARKED);
      engine.set(EngineMode.OFF);
      chassis.set(SpeedQuality.VALID);
      chassis.set(Speed.ZERO);
    });
  }

  /** The adapter, to unplug it, plug it in again, or make it hang. */
  public SlcanAdapter adapter() {
    return adapter;
  }

  /** Takes the serial device and its link away, and stops everything. */
  @Override
  public void close() throws IOException {
    try {
      adapter.close();
    } finally {
      timeline.close();
    }
  }
}
