package dev.portcullis.can.actuate;

import java.util.Map;

/** What became of an action: done, not done, or unknown. */
public sealed interface Actuation {

  /**
   * The controller's own signal said so, in a frame received after the hand-over of ours.
   *
   * @param observed the named state of the car, as {@link Bridge#observed}
   */
  record Confirmed(Map<String, String> observed) implements Actuation {

    /** Copies the map. */
    public Confirmed {
      observed = Map.copyOf(observed);
    }
  }

  /** No frame left; the car is as it was. */
  record NotTransmitted(Hindrance why) implements Actuation {}

  /** A frame left or may have left, and nothing says that it was carried out. Never repeated. */
  record Unconfirmed(Doubt why) implements Actuation {}

  /** Why an action is unconfirmed. */
  enum Doubt {
    /** No status frame that held came between the hand-over and the deadline. */
    NO_FEEDBACK,
    /** Status frames came, and up to the deadline they said something else. */
    OPPOSITE_FEEDBACK,
    /** The write did not end within its deadline. */
    WRITE_STALLED,
    /** The thread was interrupted while it waited. */
    INTERRUPTED,
    /** The process that carries it out went away, or does not answer any more. */
    BRIDGE_LOST
  }
}
