package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.RefusalCode;
import java.util.Optional;
import java.util.OptionalLong;

/** One line of the agent's trace. */
sealed interface TraceLine {

  /** The agent was ready this many milliseconds after its process began. */
  record Ready(long millis) implements TraceLine {}

  /**
   * A decision.
   *
   * @param command the command's id in hexadecimal digits, where one could be read
   * @param outcome the word for it
   * @param code why it was not carried out, for whatever was not
   * @param micros from the link's callback to the decision
   * @param toFrameMicros from the link's callback to the hand-over of the frame, if there was one
   */
  record Decided(
      Optional<String> command,
      String outcome,
      Optional<RefusalCode> code,
      long micros,
      OptionalLong toFrameMicros)
      implements TraceLine {}

  /** So many requests of strangers were refused, each within this time on average. */
  record Strangers(RefusalCode code, long count, long meanNanos) implements TraceLine {}

  /** The least that a decision can cost. */
  record Floor(long micros) implements TraceLine {}

  /** Something else happened. */
  record Event(String what, String detail) implements TraceLine {}
}
