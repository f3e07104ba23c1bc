package dev.portcullis.agent.provision;

import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Enters the policy of the start into the journal. What lies in the folder may be old and genuine,
 * and the configuration may be an old one: the journal knows what was in force here before, and who
 * was to sign the next.
 */
public final class PolicyStart {

  private final Path state;

  /** Of an agent whose state is in the folder {@code state}. */
  public PolicyStart(Path state) {
    this.state = state;
  }

  /** Passes with {@code newest}, the end of {@code policies}, once it is durable to go by it. */
  public Outcome<SignedPolicy, Problem> enter(
      SignedPolicy newest, PolicyChain policies, Ledger ledger) {
    var misfit = misfit(policies, ledger);
    if (misfit.isPresent()) {
      return Outcome.refused(misfit.get());
    }
    var before = ledger.adopted();
    var entry = entry(newest);
    return before.equals(Optional.of(entry))
        ? Outcome.passed(newest)
        : ledger.append(entry).mapRefusal(this::said).map(_ -> newest);
  }

  /**
   * The same, where a policy of {@code policies} came over the air: it is kept where the version
   * before finds it too. Looked at first: what the journal does not know must not be written over
   * what it knows.
   */
  public Outcome<SignedPolicy, Problem> keep(
      SignedPolicy newest, PolicyChain policies, PolicyUpdate update, Ledger ledger) {
    return tryOut(policies, ledger).then(update::keep).then(kept -> enter(newest, kept, ledger));
  }

  /**
   * Looks whether {@code policies} may be gone by here, and enters nothing: what only a version on
   * trial has must not bind the version it may fall back to.
   */
  public Outcome<PolicyChain, Problem> tryOut(PolicyChain policies, Ledger ledger) {
    return misfit(policies, ledger)
        .<Outcome<PolicyChain, Problem>>map(Outcome::refused)
        .orElseGet(() -> Outcome.passed(policies));
  }

  private Optional<Problem> misfit(PolicyChain policies, Ledger ledger) {
    return ledger
        .adopted()
        .flatMap(adopted ->
            policies.misfit(adopted.sequence(), adopted.revocationSequence(), adopted.signers()))
        .map(this::said);
  }

  private static Entry.PolicyAdopted entry(SignedPolicy signed) {
    var policy = signed.policy();
    return new Entry.PolicyAdopted(
        policy.sequence(), policy.revocationSequence(), signed.signers().digest());
  }

  private Problem said(PolicyRefusal why) {
    return new Problem(
        InstalledFiles.in(state).policy().toString(), why.explanation(), PolicyAdvice.next(why));
  }

  private Problem said(DurableRefusal why) {
    return new Problem(state.resolve("journal").toString(), why.meaning(), why.next());
  }
}
