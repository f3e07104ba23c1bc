package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import java.util.Map;

/**
 * A vehicle, as the Director's inventory has it (Uptane section 5.3.2.1).
 *
 * @param keys of every ECU; of the Primary too, which signs the whole
 * @param lastCounter of the last manifest that was taken; 0 before the first
 */
public record KnownVehicle(
    VehicleId id, EcuId primary, Map<EcuId, PublicKey> keys, long lastCounter) {

  /** Copies the keys, of which the Primary's may not be missing. */
  public KnownVehicle {
    keys = Map.copyOf(keys);
    if (!keys.containsKey(primary)) {
      throw new IllegalArgumentException("the Primary has a key");
    }
  }
}
