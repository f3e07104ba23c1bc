package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Gesture;
import dev.portcullis.can.actuate.PortStatus;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.watch.Alarm;
import dev.portcullis.crypto.Digest;
import java.util.Map;
import java.util.Optional;

/** What can-bridge says to the agent: answers under the number of their request, and events. */
public sealed interface Answer {

  /** An answer to one request. */
  sealed interface ToRequest extends Answer {

    /** The request's number. */
    long number();
  }

  /**
   * To the greeting.
   *
   * @param description of the car that can-bridge goes by
   */
  record Welcome(long version, Digest description) implements Answer {}

  /** To a heartbeat. */
  record Alive(long number) implements ToRequest {}

  /** Whether an action could be carried out; the hindrance where it could not. */
  record Readiness(long number, Optional<Precondition> hindrance) implements ToRequest {}

  /** How the car is. */
  record Observed(long number, Map<String, String> state) implements ToRequest {

    /** Copies the map. */
    public Observed {
      state = Map.copyOf(state);
    }
  }

  /** What became of an action. */
  record Acted(long number, Actuation actuation) implements ToRequest {}

  /** To a piece of a description: the next one may come. */
  record Taken(long number) implements ToRequest {}

  /**
   * The bridge goes by the description that was offered.
   *
   * @param description what it is known by
   */
  record Changed(long number, Digest description) implements ToRequest {}

  /** It does not. */
  record NotChanged(long number, ChangeRefusal why) implements ToRequest {}

  /**
   * A frame was handed to the adapter.
   *
   * @param frame as candump writes it
   * @param nanos when, on CLOCK_MONOTONIC, which all processes of one kernel share
   */
  record HandedOver(DecisionId decision, String frame, long nanos) implements Answer {}

  /**
   * Somebody in the car gave a signal.
   *
   * @param nanos when it was seen, on CLOCK_MONOTONIC
   */
  record Given(Gesture gesture, long nanos) implements Answer {}

  /** How can-bridge stands with its adapter: after the greeting, and at each change. */
  record Port(String name, PortStatus status) implements Answer {}

  /**
   * Frames of a message were not taken: under SecOC, or under an id of ours.
   *
   * @param frames how many since it was told last, 1 or more
   */
  record Unauthentic(String message, FrameVerdict why, long frames) implements Answer {}

  /** The watch found something on the bus; a bounded number a second. */
  record Raised(Alarm alarm) implements Answer {}

  /** The last message. */
  record Goodbye(Ending why) implements Answer {}
}
