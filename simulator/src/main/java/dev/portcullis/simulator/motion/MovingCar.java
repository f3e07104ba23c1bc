package dev.portcullis.simulator.motion;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * A car that does what its driver wants as far as a car can: speed, engine, temperatures, and what
 * its sensors say of them. Moved on in steps; two of the same seed that are driven the same are the
 * same.
 */
public final class MovingCar {

  /** The length of a step. */
  public static final Duration STEP = Duration.ofMillis(10);

  private static final double SECONDS = STEP.toNanos() / 1e9;

  final Motion motion;
  final Engine engine;
  final Warmth warmth = new Warmth();
  final Noise quick;
  final Noise slow;
  final Noise traffic;
  private final Map<String, DoubleSupplier> gauges = new HashMap<>();
  private Demand demand = Demand.PARKED;
  private double seconds;

  /** A parked car. */
  public MovingCar(long seed) {
    var random = new SplittableRandom(seed);
    motion = new Motion(random.split());
    engine = new Engine(random.split());
    quick = new Noise(random.split(), 0.03);
    slow = new Noise(random.split(), 2);
    traffic = new Noise(random.split(), 6);
    new PowertrainGauges(this).addTo(gauges);
    new ChassisGauges(this).addTo(gauges);
    new BodyGauges(this).addTo(gauges);
  }

  /** Moves it on by one {@link #STEP}. */
  public void step(Demand wanted) {
    demand = wanted;
    seconds += SECONDS;
    motion.step(wanted, SECONDS);
    engine.step(wanted, motion, SECONDS);
    warmth.step(wanted, motion, engine, SECONDS);
    quick.step(SECONDS);
    slow.step(SECONDS);
    traffic.step(SECONDS);
  }

  /** The speed the car has now, 0 or more. */
  public double kilometresPerHour() {
    return motion.kilometresPerHour();
  }

  /** What is wanted now. */
  public Demand demand() {
    return demand;
  }

  /**
   * What says the physical value of the signal called {@code signal}, in the unit of {@code
   * simulator/car/full.dbc}; empty where nothing in this car is called so.
   */
  public Optional<DoubleSupplier> gauge(String signal) {
    return Optional.ofNullable(gauges.get(signal));
  }

  /** Since it was made. */
  double seconds() {
    return seconds;
  }
}
