package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandRequest;

/** Changes single fields of a request that is not countersigned yet. */
final class Requests {

  private Requests() {}

  static CommandRequest with(CommandRequest it, Attestation backEnd) {
    return new CommandRequest(
        it.command(),
        it.app(),
        it.grants(),
        backEnd,
        it.backEndTime(),
        it.policySequence(),
        it.revocationSequence());
  }
}
