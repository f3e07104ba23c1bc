package dev.portcullis.simulator.demo;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.bus.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sets the frames that an independent tap saw from the agent against the decisions the agent told.
 * A decision explains one frame: one that says what was decided, at a time that fits.
 */
final class FrameLedger {

  // A line of the trace may be read a while after it was written.
  private static final Duration EARLIER = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofMillis(100);

  private final Function<CanFrame, Optional<CommandName>> meaning;
  private final Function<Decision, Optional<CommandName>> ordered;

  /**
   * A ledger.
   *
   * @param meaning what a frame tells the car to do; empty for one that tells nothing known
   * @param ordered what the command was that a decision is about
   */
  FrameLedger(
      Function<CanFrame, Optional<CommandName>> meaning,
      Function<Decision, Optional<CommandName>> ordered) {
    this.meaning = meaning;
    this.ordered = ordered;
  }

  /** The frames that no decision explains, in their order. */
  List<Sighting> unexplained(List<Sighting> frames, List<Decision> decisions) {
    var unused = new ArrayList<>(decisions.stream().filter(Decision::explainsAFrame).toList());
    var left = new ArrayList<Sighting>();
    for (var frame : frames) {
      var explanation = unused.stream().filter(each -> explains(each, frame)).findFirst();
      explanation.ifPresentOrElse(unused::remove, () -> left.add(frame));
    }
    return left;
  }

  private boolean explains(Decision decision, Sighting frame) {
    var told = meaning.apply(frame.frame());
    return told.isPresent()
        && told.equals(ordered.apply(decision))
        && frame.end().compareTo(decision.arrived().plus(EARLIER.negated())) >= 0
        && frame.end().compareTo(decision.at().plus(LATER)) <= 0;
  }
}
