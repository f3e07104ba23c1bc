package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Demand;
import dev.portcullis.crypto.Bytes;
import java.util.Map;

/** What the agent says to can-bridge. Whatever is not here cannot be asked for. */
public sealed interface Request {

  /** The version of this wire. Both ends come with one release; there is no other to speak. */
  long VERSION = 2;

  /** The first message, once. */
  record Hello(long version) implements Request {}

  /** The agent lives. */
  record Heartbeat(long number) implements Request {}

  /** Does all hold that is asked of the car for this? */
  record IsReady(long number, Demand demand) implements Request {}

  /** Does this hold of the car, whatever is to be done? */
  record Holds(long number, String condition) implements Request {}

  /** How is the car? */
  record Observe(long number) implements Request {}

  /**
   * A piece of another description of the car, which is not believed yet.
   *
   * @param offset how much of this file came before, in bytes
   */
  record Offer(long number, DescriptionPart part, long offset, Bytes bytes) implements Request {}

  /** Go by the description that was offered. */
  record Change(long number) implements Request {}

  /** Carry this out. */
  record Actuate(long number, Demand demand, DecisionId decision, Map<String, Long> parameters)
      implements Request {

    /** Copies the map. */
    public Actuate {
      parameters = Map.copyOf(parameters);
    }
  }
}
