package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.journal.Decided;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Advice;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequest;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stage 4: the command was never seen before and answers a beacon of this boot that is young enough
 * (section 1, conditions 4 and 5). Only reads; what it found counts once {@link #commit} is told
 * that the decision is durable.
 */
public final class Admit {

  /** What an owner needs to get home, whatever became of the state. */
  private static final Set<CommandName> LEFT_TO_OWNERS =
      EnumSet.of(CommandName.LOCK, CommandName.UNLOCK);

  private final Rulebook rulebook;
  private final Beacons beacons;
  private final Ledger ledger;
  private final Channel channel;
  private final Allowances allowances;
  private final Map<Actuator, Long> newestSlot = new EnumMap<>(Actuator.class);

  Admit(Rulebook rulebook, Beacons beacons, Ledger ledger, Channel channel) {
    this.rulebook = rulebook;
    this.beacons = beacons;
    this.ledger = ledger;
    this.channel = channel;
    this.allowances = new Allowances(rulebook);
  }

  /** A command that is new and fresh. Its counter is not used up yet. */
  public static final class Command {
    private final Attest.Command attested;

    private Command(Attest.Command attested) {
      this.attested = attested;
    }

    Authenticate.Command authentic() {
      return attested.authentic();
    }

    /** The one reading of the trusted time that this command is judged at. */
    Instant now() {
      return attested.now();
    }

    dev.portcullis.crypto.message.Command content() {
      return attested.authentic().content();
    }
  }

  /** What the gate made of a command whose signatures all held. */
  public sealed interface Verdict {
    /** New and fresh. */
    record Fresh(Command command) implements Verdict {}

    /** Refused; its counter stays unused. */
    record NotAdmitted(Refusal refusal) implements Verdict {}
  }

  /** What became of a command that came before. */
  sealed interface Earlier {
    /** It was decided about, and this was the receipt. */
    record Answered(Bytes receipt) implements Earlier {}

    /** It is being carried out right now, or was so long ago that its receipt is kept no more. */
    record NothingToSay() implements Earlier {}
  }

  /**
   * Whether a very same command was decided about before. Asked as soon as its signature held and
   * before anything that changes with time: a delivery repeated after a restart, or after its
   * appraisal's end, gets the first one's answer and not a second decision.
   */
  Optional<Earlier> earlier(Authenticate.Command command) {
    return ledger
        .about(command.signer(), command.content().counter())
        .filter(before -> before.commandDigest().equals(command.digest()))
        .map(before ->
            switch (before) {
              case Decided.Settled settled ->
                  ledger
                      .receipt(settled.sequence())
                      .<Earlier>map(Earlier.Answered::new)
                      .orElseGet(Earlier.NothingToSay::new);
              case Decided.Pending _ -> new Earlier.NothingToSay();
            });
  }

  /** Judges a command at {@code now} nanoseconds of the monotonic clock. */
  public Verdict admit(Attest.Command attested, long now) {
    var command = attested.authentic();
    var content = command.content();
    if (ledger.about(command.signer(), content.counter()).isPresent()) {
      // Not the same command: that one would have been recognised by its digest.
      return new Verdict.NotAdmitted(Refusal.of(RefusalCode.COUNTER_REUSED));
    }
    return switch (fresh(attested)
        .then(_ -> stateKnown(command))
        .then(_ -> countable(command))
        .then(_ -> granted(command.chain(), attested.now()))
        .then(_ -> inStep(command.envelope().request().claims()))
        .then(_ -> allowed(command, now))
        .then(_ -> notSuperseded(content))) {
      case Outcome.Refused<Object, Refusal>(var refusal) -> new Verdict.NotAdmitted(refusal);
      case Outcome.Passed<Object, Refusal> _ -> new Verdict.Fresh(new Command(attested));
    };
  }

  /** The intent is durable: later commands are measured against its slot. */
  void commit(Command command, long now) {
    debit(command, now);
    newestSlot.merge(Actuator.of(command.content().name()), command.content().slot(), Math::max);
  }

  /**
   * A decision about {@code command} is durable: its signer's allowance is debited. One that was
   * refused wrote nothing, so it supersedes nobody.
   */
  void debit(Command command, long now) {
    allowances.take(command.authentic().signer(), command.content().name(), now);
  }

  private Outcome<Object, Refusal> fresh(Attest.Command attested) {
    var command = attested.authentic().content();
    var rule = rulebook.now().policy().commands().get(command.name());
    var asked = command.lifetime();
    var most = rule == null || rule.lifetime().compareTo(asked) > 0 ? asked : rule.lifetime();
    return switch (beacons.judge(command.boot(), command.slot(), command.nonce(), most)) {
      case FRESH -> ok();
      case WRONG_BOOT -> refused(RefusalCode.WRONG_BOOT);
      case WRONG_NONCE -> refused(RefusalCode.WRONG_NONCE);
      case EXPIRED -> refused(RefusalCode.BEACON_EXPIRED);
    };
  }

  /**
   * On an old image of the state nobody knows who was revoked, or who owns the car: whoever put it
   * back may have been the owner then. Over the remote channel nothing is done, not even what does
   * no harm, so that nobody mistakes the car for one in order. Over the local one an owner still
   * locks and unlocks, for which presence is asked besides.
   */
  private Outcome<Object, Refusal> stateKnown(Authenticate.Command command) {
    if (!rulebook.now().ownership().isRolledBack()) {
      return ok();
    }
    return channel == Channel.LOCAL
            && LEFT_TO_OWNERS.contains(command.content().name())
            && command.chain().getFirst().role() == Role.OWNER
        ? ok()
        : refused(RefusalCode.STATE_ROLLED_BACK);
  }

  private Outcome<Object, Refusal> countable(Authenticate.Command command) {
    // The ledger forgets the window of the key that was longest unused when it needs room. Fewer
    // than it has room for have signed anything in this boot, so that one protects from nothing
    // any more: whatever that key signed answers beacons of former boots.
    if (!allowances.canCount(command.signer())) {
      return Outcome.refused(new Refusal(RefusalCode.ALLOWANCE_USED, new Advice.NeedsOwner()));
    }
    return switch (ledger.window(command.signer()).verdict(command.content().counter())) {
      case NEW -> ok();
      case USED, STALE -> refused(RefusalCode.STALE_COUNTER);
    };
  }

  /** Every grant of the chain must be in force: an owner cannot give what he has not. */
  private static Outcome<Object, Refusal> granted(List<Grant> chain, Instant now) {
    for (Grant grant : chain) {
      if (now.isBefore(grant.notBefore())) {
        return refused(RefusalCode.GRANT_NOT_YET_VALID);
      }
      if (!now.isBefore(grant.notAfter())) {
        return refused(RefusalCode.GRANT_EXPIRED);
      }
    }
    return ok();
  }

  private Outcome<Object, Refusal> inStep(CommandRequest request) {
    var rules = rulebook.now();
    return request.policySequence() > rules.policy().sequence()
            || request.revocationSequence() > rules.revocationSequence()
        ? refused(RefusalCode.POLICY_BEHIND)
        : ok();
  }

  private Outcome<Object, Refusal> allowed(Authenticate.Command command, long now) {
    var wait = allowances.shortage(command.signer(), command.content().name(), now);
    return wait.isZero()
        ? ok()
        : Outcome.refused(
            new Refusal(
                RefusalCode.ALLOWANCE_USED,
                new Advice.After(Duration.ofSeconds(wait.toSeconds() + 1))));
  }

  private Outcome<Object, Refusal> notSuperseded(dev.portcullis.crypto.message.Command command) {
    var newest = newestSlot.get(Actuator.of(command.name()));
    return newest != null && command.slot() < newest ? refused(RefusalCode.SUPERSEDED) : ok();
  }

  private static Outcome<Object, Refusal> ok() {
    return OK;
  }

  private static final Outcome<Object, Refusal> OK = Outcome.passed(new Object());

  private static Outcome<Object, Refusal> refused(RefusalCode code) {
    return Outcome.refused(Refusal.of(code));
  }
}
