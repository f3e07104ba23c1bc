package dev.portcullis.simulator.vehicle;

import java.util.Locale;

/** The car in one line for a person. */
final class VehicleStatus {

  private VehicleStatus() {}

  static String text(SimulatedVehicle vehicle) {
    var state = vehicle.state();
    var body = state.body();
    return String.format(
        Locale.ROOT,
        "%s · doors %s · hood %s · trunk %s · seat %s · gear %s · engine %s · %.2f km/h · climate %s"
            + " · frames from the agent %d",
        word(body.doorLock()),
        word(body.doors()),
        word(body.hood()),
        word(body.trunk()),
        word(body.driverSeat()),
        word(body.gear()),
        word(state.engine()),
        state.speed().hundredths() / 100.0,
        word(body.climate()),
        vehicle.tap().count(SimulatedVehicle.ADAPTER));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
