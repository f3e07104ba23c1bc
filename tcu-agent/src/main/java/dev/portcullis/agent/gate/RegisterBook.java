package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.Enrolment;
import dev.portcullis.agent.grant.Ownership;
import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.agent.journal.Register;
import dev.portcullis.agent.journal.RegisterEntry;
import dev.portcullis.agent.journal.Standing;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.Role;
import java.util.List;

/**
 * Keeps journal and rules together: a change of the register is durable first, and the rules of the
 * next decision know it. The gate's thread alone calls it.
 */
final class RegisterBook {

  private final Ledger ledger;
  private final Rulebook rulebook;
  private final Enrolment installed;
  private final Reports reports;

  RegisterBook(Ledger ledger, Rulebook rulebook, Enrolment installed, Reports reports) {
    this.ledger = ledger;
    this.rulebook = rulebook;
    this.installed = installed;
    this.reports = reports;
  }

  /** What the journal says. */
  Register now() {
    return ledger.register();
  }

  /** Makes a change durable, then lets the rules know it. */
  Outcome<Entry, DurableRefusal> enter(RegisterEntry entry) {
    return written(ledger.append(entry))
        .map(entered -> {
          switch (entry) {
            // No decision goes by these; another edition of the rules would cost every proof again.
            case RegisterEntry.CheckpointMade _, RegisterEntry.NoticeCounted _ -> {}
            case RegisterEntry.KeyEnrolled _,
                RegisterEntry.KeyGranted _,
                RegisterEntry.Answered _,
                RegisterEntry.RevocationsTaken _,
                RegisterEntry.OwnerProvisioned _,
                RegisterEntry.HandOverWaits _,
                RegisterEntry.RolledBack _,
                RegisterEntry.StateRestored _ ->
                refresh(rulebook.now().policy(), rulebook.now().signers());
          }
          return entered;
        });
  }

  /** Goes by {@code policy}, which is durable, and by what it changed in the register. */
  void refresh(Policy policy, SigningAuthority signers) {
    var ownership = Ownership.of(installed, ledger.register());
    rulebook.replace(rulebook.now().with(policy, signers, ownership));
  }

  /** The configuration names a higher epoch than was known; what belongs to a former one ends. */
  void provision() {
    if (installed.epoch() > ledger.register().epoch()) {
      var _ = enter(new RegisterEntry.OwnerProvisioned(installed.epoch()));
    }
  }

  /**
   * Remembers of enrolled keys what a chain of grants showed them to be, whose every signature
   * held: such a key is no longer one that makes room, and an owner's is revoked with presence
   * only. Where the disk does not take it, the next command says it again.
   */
  void note(List<Grant> chain) {
    for (Grant grant : chain) {
      var standing = standing(grant);
      var seen =
          now()
              .find(grant.key().thumbprint())
              .filter(key -> key.standing().compareTo(standing) < 0);
      if (seen.isPresent()) {
        var _ = enter(new RegisterEntry.KeyGranted(seen.get().key(), standing));
      }
    }
  }

  static Standing standing(Grant grant) {
    return grant.role() == Role.OWNER ? Standing.OWNER : Standing.GRANTED;
  }

  private Outcome<Entry, DurableRefusal> written(Outcome<Entry, DurableRefusal> written) {
    switch (written) {
      case Outcome.Refused<Entry, DurableRefusal>(var why) -> reports.journalRefused(why);
      case Outcome.Passed<Entry, DurableRefusal> _ -> reports.journalRecovered();
    }
    return written;
  }
}
