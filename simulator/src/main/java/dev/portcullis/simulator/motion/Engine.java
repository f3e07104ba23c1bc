package dev.portcullis.simulator.motion;

import java.util.SplittableRandom;

/** Engine and gearbox: speed, torque and gear from how the car moves. */
final class Engine {

  static final double MOST_TORQUE = 320;
  static final double IDLE = 800;

  private static final double[] RATIOS = {4.7, 3.1, 2.1, 1.67, 1.28, 1.0, 0.84, 0.67};
  private static final double FINAL_DRIVE = 3.2;
  private static final double REVERSE_RATIO = 3.3;
  private static final double MASS = 1_650;
  private static final double ROLLING_FORCE = 190;
  private static final double DRAG = 0.42;
  private static final double UP_SHIFT = 2_300;
  private static final double DOWN_SHIFT = 1_250;
  private static final double SHIFT_SECONDS = 0.35;
  private static final double STARTING_SECONDS = 0.9;
  private static final double PER_MINUTE = 60 / (2 * Math.PI);

  private final SplittableRandom random;
  private final Lag speed = new Lag(0.15, 0);
  private final Lag torque = new Lag(0.12, 0);
  private int gear;
  private double sinceShift = 10;
  private double sinceStart;
  private double unrest;
  private boolean wanted;
  private Selector selector = Selector.PARK;

  Engine(SplittableRandom random) {
    this.random = random;
  }

  void step(Demand demand, Motion motion, double seconds) {
    wanted = demand.has(Fact.ENGINE);
    selector = demand.selector();
    sinceStart = wanted ? sinceStart + seconds : 0;
    sinceShift += seconds;
    shift(motion);
    unrest += (random.nextDouble(-1, 1) * 60 - unrest) * Math.min(1, seconds * 4);
    double coupled = outputSpeed(motion) * ratio();
    double target = Math.max(coupled, IDLE + (coupled == 0 ? 0 : 150)) + unrest;
    speed.follow(starts() ? 220 : runs() ? target : 0, seconds);
    torque.follow(runs() ? Math.clamp(needed(motion), -40, MOST_TORQUE) : 0, seconds);
  }

  private void shift(Motion motion) {
    if (selector != Selector.DRIVE) {
      gear = 0;
      return;
    }
    gear = Math.max(1, gear);
    double coupled = outputSpeed(motion) * ratio();
    if (sinceShift > 1.2 && gear < RATIOS.length && coupled > UP_SHIFT) {
      gear++;
      sinceShift = 0;
    } else if (sinceShift > 0.8 && gear > 1 && coupled < DOWN_SHIFT) {
      gear--;
      sinceShift = 0;
    }
  }

  private double needed(Motion motion) {
    double force =
        motion.speed() == 0
            ? 0
            : MASS * motion.acceleration() + ROLLING_FORCE + DRAG * motion.speed() * motion.speed();
    return 18 + force * Motion.WHEEL_RADIUS / (ratio() * FINAL_DRIVE * 0.92);
  }

  private double ratio() {
    return switch (selector) {
      case PARK, REVERSE -> REVERSE_RATIO;
      case DRIVE -> RATIOS[Math.max(1, gear) - 1];
    };
  }

  /** Of the gearbox, in revolutions a minute; nothing is coupled in park. */
  double outputSpeed(Motion motion) {
    return selector == Selector.PARK
        ? 0
        : motion.speed() / Motion.WHEEL_RADIUS * PER_MINUTE * FINAL_DRIVE;
  }

  double turbineSpeed(Motion motion) {
    return outputSpeed(motion) * ratio();
  }

  boolean starts() {
    return wanted && sinceStart < STARTING_SECONDS;
  }

  boolean runs() {
    return wanted && sinceStart >= STARTING_SECONDS;
  }

  /** Revolutions a minute, never negative. */
  double speed() {
    return Math.max(0, speed.value());
  }

  /** Newton metres, negative while the car pushes it. */
  double torque() {
    return torque.value();
  }

  double gearboxTorque() {
    return torque.value() * ratio();
  }

  /** 1 to 8; 0 none; 14 backwards. */
  int gear() {
    return selector == Selector.REVERSE ? 14 : gear;
  }

  boolean shifts() {
    return sinceShift < SHIFT_SECONDS;
  }

  /** 0 to 100 per cent. */
  double pedal() {
    return Math.clamp((torque.value() - 15) / MOST_TORQUE * 100, 0, 100);
  }
}
