package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.DecisionId;
import java.util.Map;

/** What the agent says to can-bridge. Whatever is not here cannot be asked for. */
public sealed interface Request {

  /** The version of this wire. Both ends come with one release; there is no other to speak. */
  long VERSION = 1;

  /** The first message, once. */
  record Hello(long version) implements Request {}

  /** The agent lives. */
  record Heartbeat(long number) implements Request {}

  /** Do the preconditions of this action hold? */
  record IsReady(long number, ActionName action) implements Request {}

  /** Does this condition hold? */
  record Holds(long number, String condition) implements Request {}

  /** How is the car? */
  record Observe(long number) implements Request {}

  /** Carry this out. */
  record Actuate(long number, ActionName action, DecisionId decision, Map<String, Long> parameters)
      implements Request {

    /** Copies the map. */
    public Actuate {
      parameters = Map.copyOf(parameters);
    }
  }
}
