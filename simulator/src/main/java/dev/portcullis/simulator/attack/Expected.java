package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.vehicle.CarState;
import java.util.Optional;
import java.util.function.Predicate;

/** What must become of an attempt. */
public sealed interface Expected {

  /** The word for it, as the agent's trace says it. */
  String outcome();

  /** The code that goes with it; empty for what is carried out, or not decided by the agent. */
  Optional<RefusalCode> code();

  /**
   * Carried out, and so in the car itself.
   *
   * @param inTheCar holds for the real car afterwards, whatever its controllers report
   */
  record Confirmed(Predicate<CarState> inTheCar) implements Expected {
    @Override
    public String outcome() {
      return "confirmed";
    }

    @Override
    public Optional<RefusalCode> code() {
      return Optional.empty();
    }
  }

  /** Refused, and nothing moved. */
  record Refused(RefusalCode reason) implements Expected {
    @Override
    public String outcome() {
      return "refused";
    }

    @Override
    public Optional<RefusalCode> code() {
      return Optional.of(reason);
    }
  }

  /**
   * Asked of can-bridge past the agent, and not done.
   *
   * @param reason the word for its answer
   */
  record RefusedByBridge(String reason) implements Expected {
    @Override
    public String outcome() {
      return "refused";
    }

    @Override
    public Optional<RefusalCode> code() {
      return Optional.empty();
    }
  }

  /** Accepted, but not sent. */
  record NotTransmitted(RefusalCode reason) implements Expected {
    @Override
    public String outcome() {
      return "not-transmitted";
    }

    @Override
    public Optional<RefusalCode> code() {
      return Optional.of(reason);
    }
  }

  /** Sent, without a word from the car that it happened. */
  record Unconfirmed(RefusalCode reason) implements Expected {
    @Override
    public String outcome() {
      return "unconfirmed";
    }

    @Override
    public Optional<RefusalCode> code() {
      return Optional.of(reason);
    }
  }
}
