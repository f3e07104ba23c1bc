package dev.portcullis.simulator.motion;

import java.util.Map;
import java.util.function.DoubleSupplier;

/** What engine, gearbox and battery say. */
final class PowertrainGauges {

  private static final double ATMOSPHERE = 101;

  private final MovingCar car;
  private final Engine engine;
  private final Warmth warmth;

  PowertrainGauges(MovingCar car) {
    this.car = car;
    this.engine = car.engine;
    this.warmth = car.warmth;
  }

  void addTo(Map<String, DoubleSupplier> gauges) {
    engine(gauges);
    air(gauges);
    gearbox(gauges);
    temperatures(gauges);
    electric(gauges);
  }

  private void engine(Map<String, DoubleSupplier> gauges) {
    gauges.put("EngineSpeed", () -> Math.max(0, engine.speed() + (running() ? quick() * 4 : 0)));
    gauges.put("EngineTorque", () -> engine.torque() + (running() ? quick() * 1.5 : 0));
    gauges.put("TorqueRequest", engine::torque);
    gauges.put("TorqueLimit", () -> Engine.MOST_TORQUE - Math.max(0, warmth.oil() - 110) * 4);
    gauges.put("FrictionTorque", () -> running() ? 14 + engine.speed() / 400 : 0);
    gauges.put("AcceleratorPedal", engine::pedal);
    gauges.put("EngineLoad", this::load);
    gauges.put("EngineRunning", () -> running() ? 1 : 0);
    gauges.put("StarterActive", () -> engine.starts() ? 1 : 0);
    gauges.put("KnockLevel", () -> running() ? 0.6 + 0.3 * quick() + load() / 100 : 0);
    gauges.put("IgnitionAngle", () -> running() ? 8 + engine.speed() / 200 - load() / 10 : 0);
    gauges.put("OilPressure", () -> running() ? 110 + engine.speed() / 10 + quick() * 6 : 0);
    gauges.put("CruiseActive", () -> 0);
    gauges.put("CruiseSetSpeed", () -> 0);
    gauges.put("MilLamp", () -> 0);
  }

  private void air(Map<String, DoubleSupplier> gauges) {
    gauges.put("ThrottlePosition", () -> running() ? 4 + load() * 0.8 : 6);
    gauges.put("ManifoldPressure", () -> running() ? 34 + load() * 1.1 + quick() : ATMOSPHERE);
    gauges.put(
        "AirMass",
        () -> running() ? 1.5 + engine.speed() * (20 + load()) / 2_900 + quick() / 4 : 0);
    gauges.put("Lambda", () -> running() ? 1 + 0.02 * quick() : 2);
    gauges.put("InjectionTime", () -> running() ? 2.2 + load() / 8 : 0);
    gauges.put("FuelRate", () -> warmth.fuelLitresPerHour(engine));
    gauges.put("FuelPressure", () -> running() ? 5_000 + load() * 120 + quick() * 90 : 400);
  }

  private void gearbox(Map<String, DoubleSupplier> gauges) {
    gauges.put("TurbineSpeed", () -> Math.max(0, engine.turbineSpeed(car.motion)));
    gauges.put("OutputSpeed", () -> engine.outputSpeed(car.motion));
    gauges.put(
        "ClutchSlip", () -> running() ? engine.speed() - engine.turbineSpeed(car.motion) : 0);
    gauges.put("GearboxTorque", engine::gearboxTorque);
    gauges.put("ActualGear", engine::gear);
    gauges.put("TargetGear", engine::gear);
    gauges.put("ShiftActive", () -> engine.shifts() ? 1 : 0);
    gauges.put("Selector", () -> car.demand().selector().raw());
  }

  private void temperatures(Map<String, DoubleSupplier> gauges) {
    gauges.put("CoolantTemperature", warmth::coolant);
    gauges.put("OilTemperature", warmth::oil);
    gauges.put("GearboxOilTemperature", warmth::gearboxOil);
    gauges.put("IntakeAirTemperature", warmth::intake);
    gauges.put("ExhaustTemperature", warmth::exhaust);
    gauges.put("CatalystTemperature", warmth::catalyst);
  }

  private void electric(Map<String, DoubleSupplier> gauges) {
    gauges.put("BatteryVoltage", () -> warmth.voltage() + 0.03 * quick());
    gauges.put("BatteryCurrent", () -> engine.starts() ? -280 : running() ? 9 + 4 * quick() : -1.5);
    gauges.put("BatteryTemperature", () -> Warmth.OUTSIDE + 4 + car.slow.value());
    gauges.put("StateOfCharge", warmth::chargePercent);
    gauges.put("AlternatorLoad", () -> running() ? 34 + 8 * car.slow.value() : 0);
    gauges.put("FuelLevel", warmth::fuelPercent);
  }

  private boolean running() {
    return engine.runs();
  }

  private double quick() {
    return car.quick.value();
  }

  private double load() {
    return running() ? Math.clamp(12 + engine.torque() / Engine.MOST_TORQUE * 85, 0, 100) : 0;
  }
}
