package dev.portcullis.simulator.motion;

import java.util.Map;
import java.util.function.DoubleSupplier;

/** What doors, lights, climate and the instruments say. */
final class BodyGauges {

  private static final double FIRST_KILOMETRES = 48_211;
  private static final int MORNING_SECONDS = 7 * 3_600;
  private static final double KILOMETRES_PER_LITRE = 14;

  private final MovingCar car;

  BodyGauges(MovingCar car) {
    this.car = car;
  }

  void addTo(Map<String, DoubleSupplier> gauges) {
    doors(gauges);
    lights(gauges);
    climate(gauges);
    instruments(gauges);
    network(gauges);
  }

  private void doors(Map<String, DoubleSupplier> gauges) {
    gauges.put("DoorFL", unless(Fact.DOOR_OPEN));
    for (var always : new String[] {"DoorFR", "DoorRL", "DoorRR"}) {
      gauges.put(always, () -> 1);
    }
    gauges.put("DoorHood", unless(Fact.HOOD_OPEN));
    gauges.put("DoorTrunk", unless(Fact.TRUNK_OPEN));
    gauges.put("CentralLock", when(Fact.LOCKED));
    gauges.put("InteriorLight", when(Fact.DOOR_OPEN));
    gauges.put("SeatOccupiedDriver", when(Fact.SEATED));
    gauges.put("SeatBeltDriver", when(Fact.BELTED));
    gauges.put("Ignition", when(Fact.IGNITION));
    gauges.put("KeyPresent", when(Fact.SEATED));
    gauges.put("SeatTemperature", () -> car.warmth.cabin() + (is(Fact.SEATED) ? 4 : 0));
    for (var window : new String[] {"WindowFL", "WindowFR", "WindowRL", "WindowRR"}) {
      gauges.put(window, () -> 0);
    }
  }

  private void lights(Map<String, DoubleSupplier> gauges) {
    gauges.put("TurnLeft", when(Fact.TURN_LEFT));
    gauges.put("TurnRight", when(Fact.TURN_RIGHT));
    gauges.put("LowBeam", when(Fact.LOW_BEAM));
    gauges.put("HighBeam", when(Fact.HIGH_BEAM));
    gauges.put("HazardLights", () -> 0);
    gauges.put("ReverseLight", () -> car.demand().selector() == Selector.REVERSE ? 1 : 0);
    gauges.put("BacklightLevel", () -> is(Fact.LOW_BEAM) ? 60 : 100);
    gauges.put("AmbientLight", () -> 18_000 + 9_000 * car.slow.value());
    gauges.put("WiperActive", when(Fact.WIPER));
    gauges.put("WasherActive", () -> 0);
    gauges.put("RainLevel", () -> is(Fact.WIPER) ? 30 + 10 * car.slow.value() : 0);
    gauges.put("Horn", when(Fact.HORN));
  }

  private void climate(Map<String, DoubleSupplier> gauges) {
    gauges.put("OutsideTemperature", () -> Warmth.OUTSIDE + car.slow.value() * 0.4);
    gauges.put("CabinTemperature", () -> car.warmth.cabin());
    gauges.put("EvaporatorTemperature", () -> is(Fact.CLIMATE) ? 7 + car.slow.value() : 15);
    gauges.put("CabinTarget", () -> 21.5);
    gauges.put("BlowerLevel", () -> is(Fact.CLIMATE) ? 35 : 0);
    gauges.put("FlapPosition", () -> 40);
    gauges.put("CompressorOn", when(Fact.CLIMATE));
    gauges.put("AirConditioning", when(Fact.CLIMATE));
    gauges.put("Recirculation", () -> 0);
    gauges.put("RearDefrost", () -> 0);
    gauges.put("Humidity", () -> 55 + 3 * car.slow.value());
  }

  private void instruments(Map<String, DoubleSupplier> gauges) {
    gauges.put("Odometer", () -> FIRST_KILOMETRES + kilometres());
    gauges.put("TripDistance", this::kilometres);
    gauges.put("ServiceDistance", () -> Math.max(0, 11_800 - kilometres()));
    gauges.put("FuelRange", () -> car.warmth.fuelPercent() * 0.52 * KILOMETRES_PER_LITRE);
    gauges.put("FuelConsumption", () -> 6.4 + 0.2 * car.slow.value());
    gauges.put("DriveSeconds", () -> Math.floor(car.seconds()));
    gauges.put("ClockHours", () -> Math.floor(clock() / 3_600) % 24);
    gauges.put("ClockMinutes", () -> Math.floor(clock() / 60) % 60);
    gauges.put("ClockSeconds", () -> Math.floor(clock()) % 60);
    gauges.put("ParkDistanceFront", () -> distance(Selector.DRIVE));
    gauges.put("ParkDistanceRear", () -> distance(Selector.REVERSE));
  }

  private void network(Map<String, DoubleSupplier> gauges) {
    gauges.put("NodeId", () -> 1);
    gauges.put("NetworkState", () -> 1);
    gauges.put("SoftwareVersion", () -> 0x0412);
  }

  /** Centimetres; the sensors see five metres, and measure only while the car creeps their way. */
  private double distance(Selector way) {
    return car.demand().selector() == way && car.kilometresPerHour() < 12
        ? 180 + 60 * car.traffic.value()
        : 500;
  }

  private double kilometres() {
    return car.motion.metres() / 1_000;
  }

  private double clock() {
    return MORNING_SECONDS + car.seconds();
  }

  private boolean is(Fact fact) {
    return car.demand().has(fact);
  }

  private DoubleSupplier when(Fact fact) {
    return () -> is(fact) ? 1 : 0;
  }

  private DoubleSupplier unless(Fact fact) {
    return () -> is(fact) ? 0 : 1;
  }
}
