package dev.portcullis.simulator.motion;

/** What becomes warm and cold again, and what is used up, over minutes and hours. */
final class Warmth {

  static final double OUTSIDE = 14;

  private static final double TANK_LITRES = 52;

  /** Nobody fills it up on a long journey: the gauge then stays here. */
  private static final double RESERVE = 3;

  private final Lag coolant = new Lag(280, OUTSIDE + 2);
  private final Lag oil = new Lag(520, OUTSIDE + 2);
  private final Lag gearboxOil = new Lag(800, OUTSIDE + 1);
  private final Lag intake = new Lag(90, OUTSIDE + 3);
  private final Lag exhaust = new Lag(25, OUTSIDE);
  private final Lag catalyst = new Lag(80, OUTSIDE);
  private final Lag brakes = new Lag(140, OUTSIDE);
  private final Lag cabin = new Lag(400, OUTSIDE + 3);
  private final Lag voltage = new Lag(0.8, 12.6);
  private double fuelLitres = 49;
  private double charge = 87;

  void step(Demand demand, Motion motion, Engine engine, double seconds) {
    boolean runs = engine.runs();
    double power = Math.max(0, engine.torque()) * engine.speed() / 9_550;
    coolant.follow(runs ? 92 : OUTSIDE, runs ? seconds : seconds / 12);
    oil.follow(runs ? 94 + power / 8 : OUTSIDE, runs ? seconds : seconds / 8);
    gearboxOil.follow(runs ? 80 : OUTSIDE, runs ? seconds : seconds / 8);
    intake.follow(OUTSIDE + (runs ? 16 - Math.min(12, motion.speed() / 3) : 3), seconds);
    exhaust.follow(runs ? 260 + power * 7 : OUTSIDE, runs ? seconds : seconds / 4);
    catalyst.follow(runs ? 380 + power * 5 : OUTSIDE, runs ? seconds : seconds / 4);
    double brakeHeat = Math.max(0, -motion.acceleration() * motion.speed()) * 14;
    brakes.follow(OUTSIDE + brakeHeat, brakeHeat > 100 ? seconds * 3 : seconds);
    cabin.follow(demand.has(Fact.CLIMATE) ? 21.5 : OUTSIDE, seconds);
    voltage.follow(engine.starts() ? 10.4 : runs ? 14.25 : 12.55, seconds);
    charge = Math.clamp(charge + (runs ? 0.004 : -0.0002) * seconds, 20, 98);
    fuelLitres = Math.max(RESERVE, fuelLitres - fuelLitresPerHour(engine) / 3_600 * seconds);
  }

  double fuelLitresPerHour(Engine engine) {
    double power = Math.max(0, engine.torque()) * engine.speed() / 9_550;
    return engine.runs() ? 0.7 + power * 0.29 : 0;
  }

  double coolant() {
    return coolant.value();
  }

  double oil() {
    return oil.value();
  }

  double gearboxOil() {
    return gearboxOil.value();
  }

  double intake() {
    return intake.value();
  }

  double exhaust() {
    return exhaust.value();
  }

  double catalyst() {
    return catalyst.value();
  }

  double brakes() {
    return brakes.value();
  }

  double cabin() {
    return cabin.value();
  }

  double voltage() {
    return voltage.value();
  }

  double chargePercent() {
    return charge;
  }

  double fuelPercent() {
    return fuelLitres / TANK_LITRES * 100;
  }
}
