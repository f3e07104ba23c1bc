package dev.portcullis.simulator.vehicle;

import java.util.Locale;

/** The car in one line for a person. */
final class VehicleStatus {

  /** The load is told in steps: it changes all the time, and a line is told on every change. */
  private static final double LOAD_STEP = 10;

  private VehicleStatus() {}

  static String text(SimulatedVehicle vehicle) {
    var state = vehicle.state();
    var body = state.body();
    var load = vehicle.load();
    return String.format(
        Locale.ROOT,
        "%s · doors %s · hood %s · trunk %s · seat %s · gear %s · engine %s · %.2f km/h · climate %s"
            + " · bus %.0f %%, %d messages · frames from the agent %d",
        word(body.doorLock()),
        word(body.doors()),
        word(body.hood()),
        word(body.trunk()),
        word(body.driverSeat()),
        word(body.gear()),
        word(state.engine()),
        state.speed().hundredths() / 100.0,
        word(body.climate()),
        Math.rint(load.percent() / LOAD_STEP) * LOAD_STEP,
        load.messages(),
        vehicle.tap().count(SimulatedVehicle.ADAPTER));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
