package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.attack.Card;
import dev.portcullis.simulator.attack.Expected;
import dev.portcullis.simulator.attack.Who;
import dev.portcullis.simulator.bus.MonotonicTime;
import java.util.Optional;
import java.util.OptionalLong;

/** Attempts and decisions for tests. */
final class Attempts {

  private static final long MICROS = 900;

  private Attempts() {}

  static Card card(Expected expected) {
    return new Card("some-name", Who.THIEF, "an unlock by guess", "a guess", "guesses", expected);
  }

  static Decision decision(String outcome, Optional<RefusalCode> code) {
    return new Decision(
        new TraceLine.Decided(Optional.empty(), outcome, code, MICROS, OptionalLong.empty()),
        new MonotonicTime(0));
  }

  static Attempt refused(RefusalCode expected, RefusalCode got) {
    return Attempt.made(
        card(new Expected.Refused(expected)),
        Optional.of(decision(Outcomes.REFUSED, Optional.of(got))),
        0,
        Attempt.InTheCar.OTHERWISE);
  }

  static Attempt confirmed(int frames, Attempt.InTheCar car) {
    return Attempt.made(
        card(new Expected.Confirmed(_ -> true)),
        Optional.of(decision(Outcomes.CONFIRMED, Optional.empty())),
        frames,
        car);
  }
}
