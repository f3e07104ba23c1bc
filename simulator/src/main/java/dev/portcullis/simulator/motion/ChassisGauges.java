package dev.portcullis.simulator.motion;

import java.util.Map;
import java.util.function.DoubleSupplier;

/** What wheels, brakes, steering and suspension say. */
final class ChassisGauges {

  private static final double KMH = 3.6;
  private static final double TICKS_PER_METRE = 96 / (2 * Math.PI * Motion.WHEEL_RADIUS);
  private static final int TICK_VALUES = 65_536;
  private static final double GRAVITY = 9.81;

  private final MovingCar car;
  private final Motion motion;

  ChassisGauges(MovingCar car) {
    this.car = car;
    this.motion = car.motion;
  }

  void addTo(Map<String, DoubleSupplier> gauges) {
    wheel(gauges, "FL", -1, 1.0);
    wheel(gauges, "FR", 1, 1.0004);
    wheel(gauges, "RL", -1, 0.9991);
    wheel(gauges, "RR", 1, 0.9995);
    brakes(gauges);
    inertia(gauges);
    steering(gauges);
    gauges.put("VehicleSpeed", motion::kilometresPerHour);
    gauges.put("DisplaySpeed", () -> Math.round(motion.kilometresPerHour() * 1.03));
    gauges.put("DamperCurrentFront", () -> 20 + motion.speed() + Math.abs(motion.bump()) * 3);
    gauges.put("DamperCurrentRear", () -> 18 + motion.speed() + Math.abs(motion.bump()) * 3);
    gauges.put("RoadSlope", () -> motion.speed() > 0 ? car.slow.value() * 2 : 0);
    gauges.put("FrontDistance", () -> 6 + motion.speed() * (1.4 + 0.6 * car.traffic.value()));
    gauges.put("FrontClosingSpeed", () -> -motion.acceleration() / 2);
  }

  private void wheel(
      Map<String, DoubleSupplier> gauges, String wheel, int side, double circumference) {
    gauges.put(
        "WheelSpeed" + wheel,
        () -> {
          double speed = motion.speed() + side * motion.yawRate() * Motion.TRACK / 2;
          return speed <= 0
              ? 0
              : Math.max(0, speed * KMH * circumference + 0.03 * car.quick.value());
        });
    gauges.put(
        "WheelTicks" + wheel,
        () -> Math.floor(motion.metres() * circumference * TICKS_PER_METRE) % TICK_VALUES);
    gauges.put("TyrePressure" + wheel, () -> 236 + motion.speed() / 4 + side);
    gauges.put("BrakePressure" + wheel, () -> pressure() * (wheel.startsWith("F") ? 1 : 0.6));
    gauges.put("Suspension" + wheel, () -> side * motion.roll() * 4 + motion.bump() * 6);
  }

  private void brakes(Map<String, DoubleSupplier> gauges) {
    gauges.put("BrakePressure", this::pressure);
    gauges.put("BrakePedal", () -> pressure() > 1 ? 1 : 0);
    gauges.put("BrakeLight", () -> pressure() > 1 ? 1 : 0);
    gauges.put("BrakePedalTravel", () -> Math.min(100, pressure() * 0.9));
    gauges.put("AbsActive", () -> 0);
    gauges.put("EscActive", () -> 0);
    gauges.put("TractionActive", () -> 0);
    gauges.put("ParkingBrake", () -> car.demand().selector() == Selector.PARK ? 1 : 0);
    gauges.put("BrakeTemperatureFront", () -> car.warmth.brakes());
    gauges.put(
        "BrakeTemperatureRear",
        () -> Warmth.OUTSIDE + (car.warmth.brakes() - Warmth.OUTSIDE) * 0.6);
  }

  private void inertia(Map<String, DoubleSupplier> gauges) {
    gauges.put("LongitudinalAcceleration", () -> motion.acceleration() + 0.04 * quick());
    gauges.put("LateralAcceleration", () -> motion.lateral() + 0.04 * quick());
    gauges.put("VerticalAcceleration", () -> GRAVITY + motion.bump() + 0.02 * quick());
    gauges.put("YawRate", () -> Math.toDegrees(motion.yawRate()) + 0.03 * quick());
    gauges.put("RollRate", () -> motion.bump() * 1.5 + 0.03 * quick());
    gauges.put("CrashLevel", () -> 0);
  }

  private void steering(Map<String, DoubleSupplier> gauges) {
    gauges.put("SteeringAngle", motion::steeringDegrees);
    gauges.put("SteeringAngleSpeed", motion::steeringDegreesPerSecond);
    gauges.put("SteeringTorque", () -> torque() + 0.05 * quick());
    gauges.put("AssistTorque", () -> torque() * 3);
    gauges.put("SteeringMotorCurrent", () -> torque() * 4 + 0.3);
    gauges.put("SteeringMotorTemperature", () -> Warmth.OUTSIDE + 12 + car.slow.value());
    gauges.put("AssistLevel", () -> Math.clamp(90 - motion.speed() * 2, 20, 90));
  }

  private double torque() {
    return Math.clamp(
        motion.steeringDegrees() / 90 + motion.steeringDegreesPerSecond() / 160, -9, 9);
  }

  /**
   * Bar: what slows the car down beyond the engine's own drag, and what holds it when it stands.
   */
  private double pressure() {
    if (motion.speed() == 0) {
      return car.demand().selector() == Selector.PARK ? 0 : 14;
    }
    return Math.clamp((-motion.acceleration() - 0.35) * 22, 0, 180);
  }

  private double quick() {
    return car.quick.value();
  }
}
