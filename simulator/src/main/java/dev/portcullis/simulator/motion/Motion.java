package dev.portcullis.simulator.motion;

import java.util.SplittableRandom;

/**
 * The car as a body that moves: speed from what is wanted and what a car can do, and the forces
 * that come of it. Metres, seconds, radians; positive forwards and to the left (ISO 8855).
 */
final class Motion {

  static final double WHEEL_RADIUS = 0.32;
  static final double TRACK = 1.56;

  private static final double WHEELBASE = 2.7;
  private static final double STEERING_RATIO = 15;
  private static final double KMH = 3.6;
  private static final double HARDEST_BRAKING = -4.5;
  private static final double HARDEST_ACCELERATION = 2.4;
  private static final double JERK = 6;
  private static final double MOST_LATERAL = 3.5;
  private static final double STANDING = 0.05;

  private final SplittableRandom random;
  private final Lag steering = new Lag(0.35, 0);
  private double speed;
  private double acceleration;
  private double steeringRate;
  private double metres;
  private double bump;
  private double roll;

  Motion(SplittableRandom random) {
    this.random = random;
  }

  void step(Demand demand, double seconds) {
    double target = demand.kilometresPerHour() / KMH;
    double wanted = Math.clamp((target - speed) * 0.6, HARDEST_BRAKING, HARDEST_ACCELERATION);
    acceleration += Math.clamp(wanted - acceleration, -JERK * seconds, JERK * seconds);
    speed = Math.max(0, speed + acceleration * seconds);
    if (target == 0 && speed < STANDING) {
      speed = 0;
      acceleration = 0;
    }
    metres += speed * seconds;
    steer(demand.steeringDegrees(), seconds);
    double rough = speed > 0 ? Math.min(1, speed / 15) : 0;
    bump += (random.nextDouble(-1, 1) * 2.5 * rough - bump) * Math.min(1, seconds * 12);
    roll += (lateral() * 0.6 - roll) * Math.min(1, seconds * 3);
  }

  private void steer(double wanted, double seconds) {
    double most =
        speed < 1
            ? 500
            : Math.toDegrees(Math.atan(MOST_LATERAL * WHEELBASE / (speed * speed)))
                * STEERING_RATIO;
    double before = steering.value();
    steering.follow(Math.clamp(wanted, -most, most), seconds);
    steeringRate = (steering.value() - before) / seconds;
  }

  /** Metres a second, never negative. */
  double speed() {
    return speed;
  }

  double kilometresPerHour() {
    return speed * KMH;
  }

  double acceleration() {
    return acceleration;
  }

  double metres() {
    return metres;
  }

  double steeringDegrees() {
    return steering.value();
  }

  double steeringDegreesPerSecond() {
    return steeringRate;
  }

  /** Radians a second. */
  double yawRate() {
    return speed * Math.tan(Math.toRadians(steering.value() / STEERING_RATIO)) / WHEELBASE;
  }

  double lateral() {
    return speed * yawRate();
  }

  /** The road's unevenness, in metres a second squared. */
  double bump() {
    return bump;
  }

  /** Degrees. */
  double roll() {
    return roll;
  }
}
