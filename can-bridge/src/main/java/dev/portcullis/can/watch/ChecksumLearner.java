package dev.portcullis.can.watch;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.state.Protection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which rule one signal followed in every frame, if any. */
final class ChecksumLearner {

  private static final long ENOUGH_CHANGES = 30;

  private final SignalLearner signal;
  private final int index;
  private final Set<ChecksumRule> rules = EnumSet.allOf(ChecksumRule.class);

  private ChecksumLearner(SignalLearner signal, int index) {
    this.signal = signal;
    this.index = index;
  }

  /** Empty for a signal that is not one whole byte. */
  static Optional<ChecksumLearner> of(SignalLearner signal) {
    return Protection.byteIndex(signal.signal()).map(it -> new ChecksumLearner(signal, it));
  }

  void accept(CanFrame frame) {
    if (!rules.isEmpty()) {
      int seen = frame.payload().at(index);
      rules.removeIf(rule -> rule.of(frame.id(), frame.payload(), index) != seen);
    }
  }

  Optional<ChecksumBaseline> learned() {
    return signal.changed(ENOUGH_CHANGES)
        ? rules.stream().findFirst().map(it -> new ChecksumBaseline(signal.signal().name(), it))
        : Optional.empty();
  }
}
