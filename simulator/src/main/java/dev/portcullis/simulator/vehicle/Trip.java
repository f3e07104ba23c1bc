package dev.portcullis.simulator.vehicle;

import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.ecu.BodyState;
import dev.portcullis.simulator.ecu.EngineMode;
import dev.portcullis.simulator.ecu.Speed;
import dev.portcullis.simulator.motion.Demand;
import dev.portcullis.simulator.motion.Fact;
import dev.portcullis.simulator.motion.Journey;
import dev.portcullis.simulator.motion.MovingCar;
import dev.portcullis.simulator.motion.Selector;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Keeps the controllers of the car and how it moves together. While there is a {@link Journey}, its
 * driver decides and the controllers report what comes of it; otherwise the car moves as its
 * controllers say, as fast as a car can. For the timeline of its bus only.
 */
final class Trip {

  private static final double SECONDS = MovingCar.STEP.toNanos() / 1e9;
  private static final int CLIMATE_DEGREES = 21;
  private static final double HUNDREDTHS = 100;

  private final Timeline timeline;
  private final MovingCar moving;
  private final Car car;
  private Optional<Journey> journey = Optional.empty();
  private Demand reported = Demand.PARKED;

  Trip(Timeline timeline, MovingCar moving, Car car) {
    this.timeline = timeline;
    this.moving = moving;
    this.car = car;
  }

  void start() {
    step(timeline.now());
  }

  /** A driver takes over. */
  void begin(Journey driven) {
    journey = Optional.of(driven);
  }

  /** The driver lets go: everything stays as it is until somebody changes it. */
  void end() {
    journey = Optional.empty();
  }

  private void step(MonotonicTime due) {
    if (journey.isPresent()) {
      var demand = journey.get().after(SECONDS);
      moving.step(demand);
      report(demand);
    } else {
      reported = asReported();
      moving.step(reported);
    }
    var next = due.plus(MovingCar.STEP).orLater(timeline.now());
    timeline.at(next, () -> step(next));
  }

  private void report(Demand demand) {
    car.chassis().follow(new Speed((int) Math.round(moving.kilometresPerHour() * HUNDREDTHS)));
    if (demand.facts().equals(reported.facts()) && demand.selector() == reported.selector()) {
      return;
    }
    if (demand.has(Fact.ENGINE) != reported.has(Fact.ENGINE)) {
      car.engine().set(demand.has(Fact.ENGINE) ? EngineMode.DRIVER : EngineMode.OFF);
    }
    reported = demand;
    car.body()
        .change(now -> {
          var seen = body(demand, now);
          return seen.equals(now) ? now : seen;
        });
  }

  private static BodyState body(Demand demand, BodyState now) {
    return new BodyState(
        demand.has(Fact.LOCKED) ? BodyState.DoorLock.LOCKED : BodyState.DoorLock.UNLOCKED,
        opening(demand, Fact.DOOR_OPEN),
        opening(demand, Fact.HOOD_OPEN),
        opening(demand, Fact.TRUNK_OPEN),
        demand.has(Fact.HORN) ? BodyState.HornLights.ACTIVE : BodyState.HornLights.IDLE,
        demand.has(Fact.CLIMATE) ? BodyState.Climate.ON : BodyState.Climate.OFF,
        demand.has(Fact.CLIMATE) ? CLIMATE_DEGREES : 0,
        demand.has(Fact.SEATED) ? BodyState.DriverSeat.OCCUPIED : BodyState.DriverSeat.EMPTY,
        demand.selector() == Selector.PARK ? BodyState.Gear.PARK : BodyState.Gear.OTHER,
        now.keyCard());
  }

  private static BodyState.Opening opening(Demand demand, Fact open) {
    return demand.has(open) ? BodyState.Opening.OPEN : BodyState.Opening.SHUT;
  }

  /** What a driver would want if the controllers are right. */
  private Demand asReported() {
    var body = car.body().state();
    var engine = car.engine().mode();
    var facts = EnumSet.noneOf(Fact.class);
    put(facts, Fact.LOCKED, body.doorLock() == BodyState.DoorLock.LOCKED);
    put(facts, Fact.DOOR_OPEN, body.doors() == BodyState.Opening.OPEN);
    put(facts, Fact.HOOD_OPEN, body.hood() == BodyState.Opening.OPEN);
    put(facts, Fact.TRUNK_OPEN, body.trunk() == BodyState.Opening.OPEN);
    put(facts, Fact.HORN, body.hornLights() == BodyState.HornLights.ACTIVE);
    put(facts, Fact.CLIMATE, body.climate() == BodyState.Climate.ON);
    put(facts, Fact.SEATED, body.driverSeat() == BodyState.DriverSeat.OCCUPIED);
    put(facts, Fact.BELTED, engine == EngineMode.DRIVER);
    put(facts, Fact.IGNITION, engine != EngineMode.OFF);
    put(facts, Fact.ENGINE, engine != EngineMode.OFF);
    return new Demand(
        car.chassis().speed().hundredths() / HUNDREDTHS,
        0,
        body.gear() == BodyState.Gear.PARK ? Selector.PARK : Selector.DRIVE,
        facts);
  }

  private static void put(EnumSet<Fact> facts, Fact fact, boolean so) {
    if (so) {
      facts.add(fact);
    }
  }
}
