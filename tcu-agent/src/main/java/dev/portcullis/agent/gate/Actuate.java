package dev.portcullis.agent.gate;

import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Uses;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stage 6: the intent becomes durable, then the frames go out, then the car says what became of it.
 * The order is in the types: only a {@link Committed} intent can be carried out, and only the
 * journal's answer makes one.
 */
public final class Actuate {

  private final Ledger ledger;
  private final Car car;

  Actuate(Ledger ledger, Car car) {
    this.ledger = ledger;
    this.car = car;
  }

  /** An authorised command whose intent is on the disk. After a power cut it is not forgotten. */
  public static final class Committed {
    private final long sequence;
    private final Authorise.Command authorised;

    private Committed(long sequence, Authorise.Command authorised) {
      this.sequence = sequence;
      this.authorised = authorised;
    }

    /** The number of the decision. */
    long sequence() {
      return sequence;
    }

    Authorise.Command authorised() {
      return authorised;
    }

    dev.portcullis.crypto.message.Command content() {
      return authorised.admitted().content();
    }
  }

  /** Writes the intent down. Where that fails nothing moves, and the counter is not used up. */
  public Outcome<Committed, DurableRefusal> commit(Authorise.Command authorised) {
    var authentic = authorised.admitted().authentic();
    long sequence = ledger.nextSequence();
    return ledger
        .append(
            new Entry.Intent(
                sequence,
                authentic.signer(),
                authentic.content().counter().bits(),
                authentic.envelope().command().encoded(),
                use(authentic)))
        .map(_ -> new Committed(sequence, authorised));
  }

  private static Optional<Entry.CountedUse> use(Authenticate.Command command) {
    var grant = command.chain().getFirst();
    return switch (grant.uses()) {
      case Uses.Unlimited() -> Optional.empty();
      case Uses.Counted _ ->
          Optional.of(new Entry.CountedUse(command.content().grant(), grant.notAfter()));
    };
  }

  /**
   * Carries it out; blocks until the car answered or the feedback's deadline is over. It may have
   * waited behind others: the car's side looks at what the policy demands again, as at its own
   * conditions.
   */
  public Car.Actuation actuate(Committed committed, Consumer<Car.HandOver> onHandOver) {
    var authorised = committed.authorised();
    return car.actuate(
        committed.content().name(),
        authorised.arguments(),
        authorised.condition(),
        committed.sequence(),
        onHandOver);
  }

  /** Ends a remote start whose time is over: the one action that no command asks for. */
  public Car.Actuation endRun(long sequence) {
    return car.actuate(CommandName.STOP, new Arguments.None(), Optional.empty(), sequence, _ -> {});
  }
}
