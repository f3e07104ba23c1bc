package dev.portcullis.agent.gate;

import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Uses;
import java.time.Duration;

/**
 * Stage 5: the grant and the policy allow this signer this command, over this channel, and the car
 * is in a state for it (section 1, conditions 1, 6 and 7). What it refuses has used up its counter.
 */
public final class Authorise {

  /** What the climate is set to when nobody says; degrees Celsius. */
  private static final int COMFORTABLE = 21;

  private final Policy policy;
  private final Channel channel;
  private final Car car;

  /** Judges what arrives over {@code channel}, which is a fact and not a claim. */
  Authorise(Policy policy, Channel channel, Car car) {
    this.policy = policy;
    this.channel = channel;
    this.car = car;
  }

  /** A command that may be carried out, once its intent is durable. */
  public static final class Command {
    private final Admit.Command admitted;
    private final Arguments arguments;

    private Command(Admit.Command admitted, Arguments arguments) {
      this.admitted = admitted;
      this.arguments = arguments;
    }

    Admit.Command admitted() {
      return admitted;
    }

    /** What to do it with: what was asked for, within what the policy allows. */
    Arguments arguments() {
      return arguments;
    }
  }

  /** Asks grant, policy and car, in this order: a stranger learns nothing about the car. */
  public Outcome<Command, Refusal> authorise(Admit.Command admitted) {
    var command = admitted.content();
    for (Grant grant : admitted.authentic().chain()) {
      // Nothing counts uses yet: a grant of so many is no grant, rather than one without end.
      if (!grant.commands().contains(command.name()) || grant.uses() instanceof Uses.Counted) {
        return refused(RefusalCode.NOT_GRANTED);
      }
      if (!grant.channels().contains(command.channel())) {
        return refused(RefusalCode.CHANNEL_NOT_GRANTED);
      }
    }
    if (command.channel() != channel) {
      return refused(RefusalCode.WRONG_CHANNEL);
    }
    var rule = policy.commands().get(command.name());
    Role role = admitted.authentic().chain().getFirst().role();
    if (rule == null || !rule.roles().contains(role) || !rule.channels().contains(channel)) {
      return refused(RefusalCode.POLICY_FORBIDS);
    }
    return arguments(command.name(), command.arguments(), rule.maximumRun())
        .then(arguments ->
            car.obstacle(command.name())
                .<Outcome<Command, Refusal>>map(Authorise::refused)
                .orElseGet(() -> Outcome.passed(new Command(admitted, arguments))));
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
