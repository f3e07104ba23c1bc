package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.attack.Card;
import dev.portcullis.simulator.attack.Expected;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of an attempt.
 *
 * @param card who tried what, and what had to come of it
 * @param decision the agent's decision; empty where it made none
 * @param frames how many frames the tap saw from the agent between the attempt and its decision
 * @param car whether the car itself is as it must be
 * @param trouble what kept the attempt from being made, if something did
 */
record Attempt(
    Card card, Optional<Decision> decision, int frames, InTheCar car, Optional<String> trouble) {

  /** Whether the real car is as a confirmed command must have left it. */
  enum InTheCar {
    AS_ORDERED,
    OTHERWISE
  }

  /** One that was made. */
  static Attempt made(Card card, Optional<Decision> decision, int frames, InTheCar car) {
    return new Attempt(card, decision, frames, car, Optional.empty());
  }

  /** One that could not be made. */
  static Attempt failed(Card card, String trouble) {
    return new Attempt(card, Optional.empty(), 0, InTheCar.OTHERWISE, Optional.of(trouble));
  }

  /** The word for what became of it. */
  String outcome() {
    return decision.map(made -> made.line().outcome()).orElse(Outcomes.NONE);
  }

  /** Why it was not carried out. */
  Optional<RefusalCode> code() {
    return decision.flatMap(made -> made.line().code());
  }

  /** Where it ended, as the table names it. */
  Optional<String> stage() {
    return code().map(code -> code.stage().name().toLowerCase(Locale.ROOT));
  }

  /** From the link's callback to the decision, in microseconds. */
  OptionalLong micros() {
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
    return trouble.orElseGet(() -> words(outcome(), code()));
  }

  /** What was expected or came, with its code. */
  static String words(String outcome, Optional<RefusalCode> code) {
    return code.map(reason -> outcome + " " + reason).orElse(outcome);
  }
}
