package dev.portcullis.simulator.vehicle;

final class VehicleCommand {

  private VehicleCommand() {}
}
