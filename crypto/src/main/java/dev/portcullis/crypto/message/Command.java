package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import java.time.Duration;

/**
 * What a phone signs: one thing to do, to one vehicle, once, in answer to one beacon.
 *
 * @param name what to do
 * @param boot the run of the agent whose beacon this answers
 * @param slot the beacon's slot, not negative
 * @param nonce the beacon's nonce
 * @param channel the way the command may take, and no other
 * @param counter above every counter this key has used for this vehicle
 * @param lifetime how long after its beacon the command may be carried out, 1 to 2^32 - 1 whole
 *     seconds; the vehicle caps it
 * @param grant the digest of the grant's payload
 * @param attestation the digest of the app's attestation array
 * @param replyHandle by which the back-end finds the phone again
 * @param replyKey a P-256 key of this command alone, to which the receipt's detail is sealed
 */
public record Command(
    VehicleId vehicle,
    CommandId id,
    CommandName name,
    Arguments arguments,
    BootId boot,
    long slot,
    Nonce nonce,
    Channel channel,
    Counter counter,
    Duration lifetime,
    Digest grant,
    Digest attestation,
    ReplyHandle replyHandle,
    PublicKey replyKey) {

  /** Checks what the codec has already refused. */
  public Command {
    if (slot < 0
        || !Limits.inLifetime(lifetime)
        || replyKey.algorithm() != Algorithm.ES256
        || !takes(name, arguments)) {
      throw new IllegalArgumentException("a command out of its ranges");
    }
  }

  /** Whether a command of this name takes such arguments. All of them do without, too. */
  static boolean takes(CommandName name, Arguments arguments) {
    return switch (arguments) {
      case Arguments.None _ -> true;
      case Arguments.RunTime _ -> name == CommandName.START;
      case Arguments.Temperature _ -> name == CommandName.CLIMATE_ON;
    };
  }
}
