package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.PublicKey;

/**
 * The manufacturer's word on who owns a vehicle from the next ownership epoch on. The epoch makes
 * it single-use: once it is reached, neither this nor any other hand-over to it counts.
 *
 * @param receiptKey the thumbprint of the vehicle's receipt key: another unit in the same car is
 *     not meant
 * @param owner the new owner's key
 * @param epoch what the ownership epoch becomes, at least 1
 */
public record HandOver(
    HandOverId id,
    VehicleId vehicle,
    Digest receiptKey,
    PublicKey owner,
    long epoch,
    HandOverReason reason) {

  /** Checks what the codec has already refused. */
  public HandOver {
    if (epoch < 1) {
      throw new IllegalArgumentException("no next epoch: " + epoch);
    }
  }
}
