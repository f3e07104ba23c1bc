package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a back-end allows one phone key to do on the local channel for a while without it: on that
 * channel it stands for the countersignature.
 *
 * @param phone the thumbprint of the phone's command key
 * @param commands at least one, in the order of {@link CommandName}, each once
 * @param uses how many commands
 * @param boot the run of the agent on whose clock its age counts
 * @param slot of the beacon from which its age counts, not negative
 * @param issuedAt whole seconds, 1970 to 9999, by the back-end's clock
 * @param lifetime 1 to 2^32 - 1 whole seconds from that beacon on; the vehicle caps it
 * @param policySequence the newest policy the back-end knew of, not negative
 * @param attestations the digests of the attestations it appraised, 2 to 8, in ascending order,
 *     each once
 */
public record Lease(
    LeaseId id,
    VehicleId vehicle,
    Digest phone,
    List<CommandName> commands,
    Uses.Counted uses,
    BootId boot,
    long slot,
    Instant issuedAt,
    Duration lifetime,
    long policySequence,
    List<Digest> attestations) {

  static final int FEWEST_ATTESTATIONS = 2;

  /** Checks what the codec has already refused. */
  public Lease {
    commands = List.copyOf(commands);
    attestations = List.copyOf(attestations);
    if (commands.isEmpty()
        || !Rising.constants(commands)
        || slot < 0
        || !Limits.inCalendar(issuedAt)
        || !Limits.inLifetime(lifetime)
        || policySequence < 0
        || attestations.size() < FEWEST_ATTESTATIONS
        || attestations.size() > Limits.LEASED_ATTESTATIONS
        || !Rising.digests(attestations)) {
      throw new IllegalArgumentException("a lease out of its ranges");
    }
  }
}
