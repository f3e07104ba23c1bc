package dev.portcullis.ota.uptane;

import java.util.Map;

/** This vehicle, as its Primary knows it. */
public record Vehicle(VehicleId id, Map<EcuId, Ecu> ecus) {

  /** Copies the ECUs. */
  public Vehicle {
    ecus = Map.copyOf(ecus);
  }
}
