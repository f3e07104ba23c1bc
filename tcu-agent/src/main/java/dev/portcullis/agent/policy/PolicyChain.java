package dev.portcullis.agent.policy;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a vehicle came from the signers that its configuration names to the policy in force: each
 * policy is verified by the signers that the ones before it left in force, in the rising order of
 * their sequences. So whoever signs now was approved by whoever signed before, back to the
 * configuration, and nothing that is written beside it can say otherwise. Never changed: each step
 * makes another.
 */
public final class PolicyChain {

  /** How often the signers may change since those of the configuration. */
  public static final int MOST_ROTATIONS = 8;

  private final SigningAuthority configured;
  private final List<SignedPolicy> steps;

  private PolicyChain(SigningAuthority configured, List<SignedPolicy> steps) {
    this.configured = configured;
    this.steps = List.copyOf(steps);
  }

  /** Begins with the signers that the configuration names. */
  public static PolicyChain from(SigningAuthority configured) {
    return new PolicyChain(configured, List.of());
  }

  /** Who must sign the next policy. */
  public SigningAuthority signers() {
    return steps.isEmpty() ? configured : steps.getLast().signers();
  }

  /** The policy in force, once there is one. */
  public Optional<SignedPolicy> newest() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
  }

  /** The policy in force, or why {@code expected}, which was to be the first, is none. */
  public Outcome<SignedPolicy, PolicyRefusal> newestOr(UnverifiedPolicy expected) {
    return newest()
        .<Outcome<SignedPolicy, PolicyRefusal>>map(Outcome::passed)
        .orElseGet(() -> expected.verify(configured));
  }

  /**
   * Goes on with those of {@code candidates} that hold, in the order of their sequences; the others
   * are not looked at. A policy of former signers is none of those that hold.
   */
  public PolicyChain with(List<UnverifiedPolicy> candidates) {
    var chain = this;
    for (var next = chain.lowest(candidates); next.isPresent(); next = chain.lowest(candidates)) {
      chain = chain.after(next.get());
    }
    return chain;
  }

  private Optional<SignedPolicy> lowest(List<UnverifiedPolicy> candidates) {
    Optional<SignedPolicy> lowest = Optional.empty();
    for (UnverifiedPolicy candidate : candidates) {
      if (candidate.verify(signers()).then(this::newer)
              instanceof Outcome.Passed<SignedPolicy, PolicyRefusal>(var next)
          && lowest.filter(other -> sequence(other) <= sequence(next)).isEmpty()) {
        lowest = Optional.of(next);
      }
    }
    return lowest;
  }

  /** Whether {@code former}, which this went on from, is behind it. */
  public boolean isBeyond(PolicyChain former) {
    return steps.size() > former.steps.size();
  }

  /**
   * Why this chain cannot have {@code delivered}, which says that it is newer than the newest.
   * Nothing where it is one of these, or says itself that it is behind: nobody goes by it then.
   */
  public Optional<PolicyRefusal> missing(UnverifiedPolicy delivered) {
    return switch (PolicyDraft.read(delivered.json())) {
      case Outcome.Refused<Policy, PolicyRefusal>(var why) -> Optional.of(why);
      case Outcome.Passed<Policy, PolicyRefusal>(var policy) ->
          policy.sequence() <= newest().map(PolicyChain::sequence).orElse(0L)
              ? Optional.empty()
              : switch (then(delivered)) {
                case Outcome.Refused<PolicyChain, PolicyRefusal>(var why) -> Optional.of(why);
                case Outcome.Passed<PolicyChain, PolicyRefusal> _ -> Optional.empty();
              };
    };
  }

  /** Goes on with one policy, or says why it cannot be the next. */
  public Outcome<PolicyChain, PolicyRefusal> then(UnverifiedPolicy fresh) {
    return fresh
        .verify(signers())
        .then(this::newer)
        .map(this::after)
        .then(next ->
            next.rotations().size() > MOST_ROTATIONS
                ? Outcome.refused(new PolicyRefusal.TooManyRotations(MOST_ROTATIONS))
                : Outcome.passed(next));
  }

  private Outcome<SignedPolicy, PolicyRefusal> newer(SignedPolicy next) {
    if (newest().isEmpty()) {
      return Outcome.passed(next);
    }
    var before = newest().get().policy();
    var after = next.policy();
    if (after.sequence() <= before.sequence()) {
      return Outcome.refused(new PolicyRefusal.Rollback(after.sequence(), before.sequence()));
    }
    return after.revocationSequence() < before.revocationSequence()
        ? Outcome.refused(
            new PolicyRefusal.Rollback(after.revocationSequence(), before.revocationSequence()))
        : Outcome.passed(next);
  }

  private PolicyChain after(SignedPolicy next) {
    return new PolicyChain(configured, Stream.concat(steps.stream(), Stream.of(next)).toList());
  }

  /**
   * Why this cannot be the chain of a vehicle in which that policy was in force and left those
   * signers. Without this, whoever puts back old files brings back keys that were taken out of
   * service, and these sign any sequence.
   *
   * @param signers by their {@link SigningAuthority#digest()}
   */
  public Optional<PolicyRefusal> misfit(long sequence, long revocationSequence, Digest signers) {
    long here = newest().map(PolicyChain::sequence).orElse(0L);
    if (here < sequence) {
      return Optional.of(new PolicyRefusal.Rollback(here, sequence));
    }
    long revoked = newest().map(signed -> signed.policy().revocationSequence()).orElse(0L);
    if (revoked < revocationSequence) {
      return Optional.of(new PolicyRefusal.Rollback(revoked, revocationSequence));
    }
    return signersAt(sequence).digest().equals(signers)
        ? Optional.empty()
        : Optional.of(new PolicyRefusal.OtherSigners());
  }

  private SigningAuthority signersAt(long sequence) {
    var signers = configured;
    for (SignedPolicy step : steps) {
      if (sequence(step) <= sequence) {
        signers = step.signers();
      }
    }
    return signers;
  }

  /**
   * What has to be kept for this chain to be found again: the policies that changed the signers,
   * and the newest.
   */
  public List<SignedPolicy> kept() {
    var kept = new ArrayList<>(rotations());
    newest().filter(policy -> !kept.contains(policy)).ifPresent(kept::add);
    return kept;
  }

  /** The policies that changed the signers. */
  public List<SignedPolicy> rotations() {
    return steps.stream().filter(SignedPolicy::changesSigners).toList();
  }

  private static long sequence(SignedPolicy signed) {
    return signed.policy().sequence();
  }
}
