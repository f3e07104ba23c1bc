package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.DecodeRefusal;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.SignalValues;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one message is, in the memory of its signals. */
final class MessageLearner {

  private final Message message;
  private final SignalValues values;
  private final List<SignalLearner> signals = new ArrayList<>();
  private final List<ChecksumLearner> checksums = new ArrayList<>();
  private final List<TwinSide> sides = new ArrayList<>();
  private final List<TwinLearner> twins = new ArrayList<>();
  private long frames;
  private long last;
  private long gaps;
  private double mean;
  private double squares;
  private long shortest = Long.MAX_VALUE;
  private long longest;

  MessageLearner(Message message) {
    this.message = message;
    this.values = message.newValues();
    for (int i = 0; i < message.signals().size(); i++) {
      var signal = new SignalLearner(i, message.signals().get(i));
      signals.add(signal);
      ChecksumLearner.of(signal).ifPresent(checksums::add);
    }
  }

  /** Its signal is one of two that may say the same. */
  void add(TwinSide side) {
    sides.add(side);
  }

  /** What is learned of those two stands with this message. */
  void add(TwinLearner learner) {
    twins.add(learner);
  }

  /** A frame with the message's identifier; {@code settledAt} as in {@link Settling}. */
  void accept(CanFrame frame, long now, long settledAt) {
    if (!message.matches(frame)
        || !(message.decode(frame.payload(), values)
            instanceof Outcome.Passed<SignalValues, DecodeRefusal>)) {
      return;
    }
    if (frames > 0 && last - settledAt >= 0 && now - last <= BaselineCodec.LONGEST_GAP) {
      measure(now - last);
    }
    frames++;
    last = now;
    for (SignalLearner signal : signals) {
      signal.accept(values);
    }
    for (ChecksumLearner checksum : checksums) {
      checksum.accept(frame);
    }
    for (TwinSide side : sides) {
      side.accept(values, now);
    }
  }

  /** Mean and squared deviation in one pass (Welford). */
  private void measure(long gap) {
    gaps++;
    double difference = gap - mean;
    mean += difference / gaps;
    squares += difference * (gap - mean);
    shortest = Math.min(shortest, gap);
    longest = Math.max(longest, gap);
  }

  /** Empty where no frame came. */
  Optional<MessageBaseline> learned() {
    if (frames == 0) {
      return Optional.empty();
    }
    Optional<CounterBaseline> counter =
        signals.stream().flatMap(it -> it.counter().stream()).findFirst();
    Optional<ChecksumBaseline> checksum =
        checksums.stream().flatMap(it -> it.learned().stream()).findFirst();
    Set<String> protection = new HashSet<>();
    counter.ifPresent(it -> protection.add(it.signal()));
    checksum.ifPresent(it -> protection.add(it.signal()));
    List<SignalBaseline> learned =
        signals.stream()
            .filter(it -> !protection.contains(it.signal().name()))
            .flatMap(it -> it.learned().stream())
            .toList();
    List<TwinBaseline> agreeing =
        twins.stream()
            .filter(it -> !protection.contains(it.twins().signal()))
            .flatMap(it -> it.learned().stream())
            .toList();
    return Optional.of(
        new MessageBaseline(
            message.id(), frames, gapBaseline(), counter, checksum, learned, agreeing));
  }

  private Optional<GapBaseline> gapBaseline() {
    if (gaps == 0) {
      return Optional.empty();
    }
    long rounded = Math.clamp(Math.round(mean), Math.max(1, shortest), Math.max(1, longest));
    return Optional.of(
        new GapBaseline(
            gaps,
            rounded,
            Math.round(Math.sqrt(squares / gaps)),
            shortest,
            Math.max(longest, rounded)));
  }
}
