package dev.portcullis.simulator.misbehaviour;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.traffic.Guard;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;

/** One signal with a value that is not so; counter and checksum are made right. */
public final class Falsehood {

  private final Signal signal;
  private final long raw;
  private final Guard guard;

  private Falsehood(Message message, Signal signal, long raw) {
    this.signal = signal;
    this.raw = raw;
    this.guard = Guard.of(message);
  }

  /**
   * {@code signal} of {@code message} says {@code raw}.
   *
   * @return empty if its bits cannot hold that, or if it only protects
   */
  public static Optional<Falsehood> of(Message message, Signal signal, long raw) {
    return signal.holds(raw) && !Guard.isOne(signal.name())
        ? Optional.of(new Falsehood(message, signal, raw))
        : Optional.empty();
  }

  /** The signal of the most bits says any value; empty for a message that says nothing. */
  public static Optional<Falsehood> any(Message message, SplittableRandom random) {
    return message.signals().stream()
        .filter(each -> !Guard.isOne(each.name()) && each.bits() < Long.SIZE)
        .max(Comparator.comparingInt(Signal::bits))
        .flatMap(signal -> of(message, signal, random.nextLong(1L << (signal.bits() - 1))));
  }

  /** The signal it is about. */
  public Signal signal() {
    return signal;
  }

  /** The raw value it says. */
  public long raw() {
    return raw;
  }

  /** What {@code truth} becomes, with its counter moved on by {@code ahead}. */
  CanFrame told(CanFrame truth, int ahead) {
    var payload = truth.payload().toArray();
    signal.put(payload, raw);
    return guard.frame(payload, (guard.counter(truth.payload()) + ahead) % guard.counters());
  }
}
