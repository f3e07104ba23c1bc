package dev.portcullis.crypto.message;

/**
 * An owner asks the vehicle to open the window in which a new key may enrol. Like a command it
 * answers a beacon, so it cannot be kept for later.
 *
 * @param id under which the vehicle answers
 * @param boot the run of the agent whose beacon this answers
 * @param slot the beacon's slot, not negative
 * @param nonce the beacon's nonce
 */
public record WindowRequest(
    VehicleId vehicle, StatementId id, BootId boot, long slot, Nonce nonce) {

  /** Checks what the codec has already refused. */
  public WindowRequest {
    if (slot < 0) {
      throw new IllegalArgumentException("a negative slot: " + slot);
    }
  }
}
