package dev.portcullis.crypto.message;

import java.time.Duration;

/**
 * What the vehicle publishes so that a command can be fresh without a clock.
 *
 * @param boot the run of the agent
 * @param slot rises with every beacon of one boot; not negative
 * @param nonce what a command must repeat
 * @param lifetime how long commands may answer this beacon, 1 to 2^32 - 1 whole seconds
 * @param policySequence the policy in force, not negative
 * @param revocationSequence the revocation list in force, not negative
 * @param agentVersion 1 to 64 characters
 */
public record Beacon(
    VehicleId vehicle,
    BootId boot,
    long slot,
    Nonce nonce,
    Duration lifetime,
    long policySequence,
    long revocationSequence,
    String agentVersion) {

  /** Checks what the codec has already refused. */
  public Beacon {
    if (slot < 0
        || !Limits.inLifetime(lifetime)
        || policySequence < 0
        || revocationSequence < 0
        || agentVersion.isEmpty()
        || agentVersion.length() > Limits.VERSION_CHARACTERS) {
      throw new IllegalArgumentException("a beacon out of its ranges");
    }
  }
}
