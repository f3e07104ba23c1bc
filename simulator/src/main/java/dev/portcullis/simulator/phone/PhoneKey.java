package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.VehicleId;
import java.util.List;

/**
 * What a phone holds for one vehicle.
 *
 * @param signer signs with the command key, which never leaves the phone's secure hardware
 * @param vehicle the vehicle's pseudonym
 * @param vehicleKey the vehicle's receipt key, which the phone pinned at enrolment
 * @param grants the encoded grants, its own first, up to an owner the vehicle knows
 */
public record PhoneKey(Signer signer, VehicleId vehicle, PublicKey vehicleKey, List<Bytes> grants) {

  /** Takes a copy of the grants, of which there is at least one. */
  public PhoneKey {
    grants = List.copyOf(grants);
    if (grants.isEmpty()) {
      throw new IllegalArgumentException("a phone without a grant has nothing to show");
    }
  }
}
