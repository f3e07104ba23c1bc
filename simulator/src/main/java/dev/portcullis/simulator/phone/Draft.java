package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.Command;

/**
 * A command before it is signed, with the key that will open its receipt. An attacker changes the
 * command here.
 *
 * @param command what will be signed
 * @param app the Attestation Result whose digest the command names
 * @param replySecret opens the sealed detail of this command's receipt
 */
public record Draft(Command command, Attestation app, AgreementKeyPair replySecret) {

  /** The same draft with another command. */
  public Draft with(Command other) {
    return new Draft(other, app, replySecret);
  }
}
