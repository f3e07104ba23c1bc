package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.crypto.message.VehicleId;

/**
 * What phone and command service say to each other on the phone's own two topics. This is the
 * simulator's own protocol: a real back-end has its own, and the vehicle never sees it.
 */
public sealed interface PhoneMessage {

  /** From the phone. */
  sealed interface Question extends PhoneMessage {}

  /** From the command service. */
  sealed interface Answer extends PhoneMessage {}

  /** Asks for the newest beacon of a vehicle, and for a reply handle. */
  record AskBeacon(VehicleId vehicle) implements Question {}

  /** Asks the Verifier to appraise this evidence, an encoded {@link AppEvidence}. */
  record AskAppraisal(Bytes evidence) implements Question {}

  /** Asks to countersign a command and send it to its vehicle. */
  record AskCommand(SignedCommand command) implements Question {}

  /** The newest beacon, and the handle by which the service finds this phone again. */
  record GiveBeacon(Bytes beacon, ReplyHandle replyHandle) implements Answer {}

  /** The Attestation Result. */
  record GiveAppraisal(Attestation result) implements Answer {}

  /** The request is on its way; the receipt follows. */
  record GiveSent(CommandId command) implements Answer {}

  /** The vehicle's receipt. */
  record GiveReceipt(Bytes receipt) implements Answer {}

  /** The service does not do what was asked. */
  record GiveRefusal(ServiceRefusal reason) implements Answer {}
}
