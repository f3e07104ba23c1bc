package dev.portcullis.simulator.vehicle;

import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.ecu.BodyController;
import dev.portcullis.simulator.ecu.ChassisController;
import dev.portcullis.simulator.ecu.EngineController;
import dev.portcullis.simulator.misbehaviour.Intruder;
import dev.portcullis.simulator.motion.MovingCar;
import dev.portcullis.simulator.traffic.Traffic;
import java.util.SplittableRandom;

/**
 * All the nodes of a car but its telematics unit, on a given bus: three controllers that obey,
 * those that only say things, and somebody who does not belong there and is silent until ordered.
 * For the timeline of its bus only.
 */
final class Car {

  private final BodyController body;
  private final EngineController engine;
  private final ChassisController chassis;
  private final Traffic traffic;
  private final Intruder intruder;
  private final Trip trip;

  /** Attaches all of them; they are still switched off. */
  Car(
      Timeline timeline,
      CanBus bus,
      CarFolder.Description description,
      Traffic.Density density,
      long seed) {
    var database = description.demo();
    var random = new SplittableRandom(seed);
    this.body = new BodyController(timeline, bus, database);
    this.engine = new EngineController(timeline, bus, database);
    this.chassis = new ChassisController(timeline, bus, database);
    var moving = new MovingCar(random.nextLong());
    this.traffic =
        new Traffic(
            timeline,
            bus,
            Traffic.messagesBeside(description.full(), database),
            moving,
            density,
            random.nextLong());
    this.intruder = new Intruder(timeline, bus);
    this.trip = new Trip(timeline, moving, this);
  }

  /** Switches everything on. */
  void start() {
    body.start();
    engine.start();
    chassis.start();
    traffic.start();
    trip.start();
  }

  BodyController body() {
    return body;
  }

  EngineController engine() {
    return engine;
  }

  ChassisController chassis() {
    return chassis;
  }

  Intruder intruder() {
    return intruder;
  }

  Trip trip() {
    return trip;
  }
}
