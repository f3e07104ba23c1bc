package dev.portcullis.agent.gate;

import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.RegisterEntry;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Revocations;
import dev.portcullis.crypto.message.Unverified;
import java.util.Optional;

/**
 * Takes the manufacturer's revocation documents. They add to the policy's list and to one another;
 * a policy whose own list is as new as the newest of them takes their place, and nothing else does.
 */
final class RevocationDesk {

  private final Rulebook rulebook;
  private final RegisterBook register;

  RevocationDesk(Rulebook rulebook, RegisterBook register) {
    this.rulebook = rulebook;
    this.register = register;
  }

  /** Decides about a document whose signer the policy names. */
  FilingAnswer decide(Unverified<Revocations> filed) {
    var rules = rulebook.now();
    var signer = FilingLookUps.revoker(filed.keyId(), rules);
    if (signer.isEmpty()) {
      return new FilingAnswer.Stranger(RefusalCode.UNKNOWN_SIGNER);
    }
    return filed.verify(signer.get()) instanceof Outcome.Passed<Revocations, ?>(var document)
        ? take(document, rules.revocationSequence())
        : new FilingAnswer.Stranger(RefusalCode.BAD_SIGNATURE);
  }

  private FilingAnswer take(Revocations document, long reached) {
    if (document.sequence() <= reached) {
      return new FilingAnswer.Done(Optional.empty());
    }
    if (document.after() > reached) {
      return new FilingAnswer.Refused(RefusalCode.REVOCATION_GAP, Optional.empty());
    }
    var entry =
        new RegisterEntry.RevocationsTaken(
            document.sequence(), document.keys(), document.certificates());
    if (!register.now().withdrawn().hasRoomFor(entry)) {
      return new FilingAnswer.Refused(RefusalCode.REVOCATIONS_FULL, Optional.empty());
    }
    return switch (register.enter(entry)) {
      case Outcome.Refused<Entry, DurableRefusal>(var why) -> new FilingAnswer.Undecided(why);
      case Outcome.Passed<Entry, DurableRefusal> _ -> new FilingAnswer.Done(Optional.empty());
    };
  }
}
