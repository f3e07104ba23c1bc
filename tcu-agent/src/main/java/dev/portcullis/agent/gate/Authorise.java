package dev.portcullis.agent.gate;

import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Uses;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Stage 5: the grant and the policy allow this signer this command, over this channel, and the car
 * is in a state for it (section 1, conditions 1, 6 and 7). What it refuses has used up its counter.
 */
public final class Authorise {

  /** What the climate is set to when nobody says; degrees Celsius. */
  private static final int COMFORTABLE = 21;

  /** What locks nobody out and starts nothing. */
  private static final Set<CommandName> STALE_POLICY_LEAVES =
      Set.of(CommandName.LOCK, CommandName.UNLOCK, CommandName.STOP);

  private final Rulebook rulebook;
  private final Channel channel;
  private final Ledger ledger;
  private final Car car;

  /** Judges what arrives over {@code channel}, which is a fact and not a claim. */
  Authorise(Rulebook rulebook, Channel channel, Ledger ledger, Car car) {
    this.rulebook = rulebook;
    this.channel = channel;
    this.ledger = ledger;
    this.car = car;
  }

  /** A command that may be carried out, once its intent is durable. */
  public static final class Command {
    private final Admit.Command admitted;
    private final Arguments arguments;
    private final Optional<String> condition;

    private Command(Admit.Command admitted, Arguments arguments, Optional<String> condition) {
      this.admitted = admitted;
      this.arguments = arguments;
      this.condition = condition;
    }

    Admit.Command admitted() {
      return admitted;
    }

    /** What to do it with: what was asked for, within what the policy allows. */
    Arguments arguments() {
      return arguments;
    }

    /** What the policy demands of the car, and must hold when the frames go out, too. */
    Optional<String> condition() {
      return condition;
    }
  }

  /** Asks grant, policy and car, in this order: a stranger learns nothing about the car. */
  public Outcome<Command, Refusal> authorise(Admit.Command admitted) {
    var command = admitted.content();
    for (Grant grant : admitted.authentic().chain()) {
      if (!grant.commands().contains(command.name())) {
        return refused(RefusalCode.NOT_GRANTED);
      }
      if (!grant.channels().contains(command.channel())) {
        return refused(RefusalCode.CHANNEL_NOT_GRANTED);
      }
    }
    if (isUsedUp(admitted.authentic())) {
      return refused(RefusalCode.GRANT_USED_UP);
    }
    if (command.channel() != channel) {
      return refused(RefusalCode.WRONG_CHANNEL);
    }
    var policy = rulebook.now().policy();
    if (!policy.validity().covers(admitted.now())
        && !STALE_POLICY_LEAVES.contains(command.name())) {
      return refused(RefusalCode.POLICY_STALE);
    }
    var rule = policy.commands().get(command.name());
    Role role = admitted.authentic().chain().getFirst().role();
    if (rule == null || !rule.roles().contains(role) || !rule.channels().contains(channel)) {
      return refused(RefusalCode.POLICY_FORBIDS);
    }
    return arguments(command.name(), command.arguments(), rule.maximumRun())
        .then(arguments ->
            car.obstacle(command.name(), rule.preconditions())
                .<Outcome<Command, Refusal>>map(Authorise::refused)
                .orElseGet(
                    () -> Outcome.passed(new Command(admitted, arguments, rule.preconditions()))));
  }

  /**
   * Uses are counted for the grant of the key that signed. An owner whose own grant is counted
   * grants nothing: nobody could tell how often what he granted was used, and by whom.
   */
  private boolean isUsedUp(Authenticate.Command command) {
    var chain = command.chain();
    if (chain.stream().skip(1).anyMatch(grant -> grant.uses() instanceof Uses.Counted)) {
      return true;
    }
    return switch (chain.getFirst().uses()) {
      case Uses.Unlimited() -> false;
      case Uses.Counted(long allowed) -> {
        var grant = command.content().grant();
        yield ledger.uses(grant) >= allowed || !ledger.canCount(grant);
      }
    };
  }

  /** A remote start always has an end: what was asked for, or the policy's maximum if sooner. */
  private static Outcome<Arguments, Refusal> arguments(
      CommandName name, Arguments asked, Duration maximumRun) {
    return switch (name) {
      case START ->
          switch (asked) {
            case Arguments.None _ -> Outcome.passed(new Arguments.RunTime(maximumRun));
            case Arguments.RunTime(var duration) ->
                Outcome.passed(
                    new Arguments.RunTime(
                        duration.compareTo(maximumRun) < 0 ? duration : maximumRun));
            case Arguments.Temperature _ -> refused(RefusalCode.BAD_ARGUMENT);
          };
      case CLIMATE_ON ->
          switch (asked) {
            case Arguments.None _ -> Outcome.passed(new Arguments.Temperature(COMFORTABLE));
            case Arguments.Temperature _ -> Outcome.passed(asked);
            case Arguments.RunTime _ -> refused(RefusalCode.BAD_ARGUMENT);
          };
      case LOCK, UNLOCK, TRUNK, STOP, HORN_LIGHTS, CLIMATE_OFF ->
          switch (asked) {
            case Arguments.None _ -> Outcome.passed(asked);
            case Arguments.RunTime _, Arguments.Temperature _ -> refused(RefusalCode.BAD_ARGUMENT);
          };
    };
  }

  private static <T> Outcome<T, Refusal> refused(RefusalCode code) {
    return Outcome.refused(Refusal.of(code));
  }
}
