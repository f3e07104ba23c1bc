package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.attack.Card;
import dev.portcullis.simulator.attack.Expected;
import dev.portcullis.simulator.attack.Trail;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of an attempt.
 *
 * @param card who tried what, and what had to come of it
 * @param decision the agent's decision; empty where it made none
 * @param bridge what can-bridge answered; empty where it was not asked past the agent
 * @param frames how many frames the tap saw from the agent between the attempt and its decision
 * @param car whether the car itself is as it must be
 * @param trouble what kept the attempt from being made, if something did
 */
record Attempt(
    Card card,
    Optional<Decision> decision,
    Optional<Trail.AtBridge> bridge,
    int frames,
    InTheCar car,
    Optional<String> trouble) {

  private static final String NO_REASON = "–";

  /** Whether the real car is as a confirmed command must have left it. */
  enum InTheCar {
    AS_ORDERED,
    OTHERWISE
  }

  /** One that was made. */
  static Attempt made(Card card, Optional<Decision> decision, int frames, InTheCar car) {
    return new Attempt(card, decision, Optional.empty(), frames, car, Optional.empty());
  }

  /** One that was made at can-bridge, past the agent. */
  static Attempt atBridge(Card card, Trail.AtBridge answer, int frames) {
    return new Attempt(
        card, Optional.empty(), Optional.of(answer), frames, InTheCar.OTHERWISE, Optional.empty());
  }

  /** One that could not be made. */
  static Attempt failed(Card card, String trouble) {
    return new Attempt(
        card, Optional.empty(), Optional.empty(), 0, InTheCar.OTHERWISE, Optional.of(trouble));
  }

  /** The word for what became of it. */
  String outcome() {
    return bridge
        .map(_ -> Outcomes.REFUSED)
        .or(() -> decision.map(made -> made.line().outcome()))
        .orElse(Outcomes.NONE);
  }

  /** Why it was not carried out. */
  Optional<RefusalCode> code() {
    return decision.flatMap(made -> made.line().code());
  }

  /** Why, in the word of whoever refused it. */
  String reason() {
    return bridge.map(Trail.AtBridge::reason).or(() -> code().map(Enum::name)).orElse(NO_REASON);
  }

  /** Where it ended, as the table names it. */
  Optional<String> stage() {
    if (bridge.isPresent()) {
      return Optional.of("can-bridge");
    }
    return code().map(code -> code.stage().name().toLowerCase(Locale.ROOT));
  }

  /** From the link's callback to the decision, in microseconds. */
  OptionalLong micros() {
    if (bridge.isPresent()) {
      return OptionalLong.of(bridge.get().micros());
    }
    return decision.isPresent()
        ? OptionalLong.of(decision.get().line().micros())
        : OptionalLong.empty();
  }

  /** Whether outcome, code, bus and car are all as they must be. */
  boolean isAsExpected() {
    var expected = card.expected();
    return outcome().equals(expected.outcome())
        && code().equals(expected.code())
        && switch (expected) {
          case Expected.Confirmed _ -> frames == 1 && car == InTheCar.AS_ORDERED;
          case Expected.Unconfirmed _ -> frames == 1;
          case Expected.RefusedByBridge(var why) ->
              frames == 0 && bridge.isPresent() && reason().equals(why);
          case Expected.Refused _, Expected.NotTransmitted _ -> frames == 0;
        };
  }

  /** What the tap saw, in at most 15 characters. */
  String onTheBus() {
    if (frames == 0) {
      return "nothing";
    }
    if (frames > 1) {
      return frames + " frames";
    }
    return "1 frame, "
        + switch (outcome()) {
          case Outcomes.CONFIRMED -> car == InTheCar.AS_ORDERED ? "agrees" : "differs";
          case Outcomes.UNCONFIRMED ->
              code().equals(Optional.of(RefusalCode.OPPOSITE_FEEDBACK)) ? "denies" : "silent";
          default -> "why?";
        };
  }

  /** What came, in words. */
  String got() {
    return trouble.orElseGet(() ->
        bridge
            .map(answer -> outcome() + " " + answer.reason())
            .orElseGet(() -> words(outcome(), code())));
  }

  /** What was expected. */
  static String words(Expected expected) {
    return expected instanceof Expected.RefusedByBridge(var why)
        ? expected.outcome() + " " + why
        : words(expected.outcome(), expected.code());
  }

  /** What was expected or came, with its code. */
  static String words(String outcome, Optional<RefusalCode> code) {
    return code.map(reason -> outcome + " " + reason).orElse(outcome);
  }
}
