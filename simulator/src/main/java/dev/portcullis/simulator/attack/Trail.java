package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.simulator.bus.MonotonicTime;

/** What the agent's decision about an attempt can be known by. */
public sealed interface Trail {

  /** When the decisive message was sent, on the clock of the bus. */
  MonotonicTime began();

  /**
   * The command's id, which the agent could read.
   *
   * @param delivery which of the deliveries of this command, from 1
   */
  record OfCommand(CommandId command, int delivery, MonotonicTime began) implements Trail {}

  /**
   * can-bridge was asked past the agent, and this came of it.
   *
   * @param reason the word for its answer
   * @param micros until it came
   */
  record AtBridge(String reason, long micros, MonotonicTime began) implements Trail {}

  /** The agent could read no id: its next decision about a nameless request. */
  record Nameless(MonotonicTime began) implements Trail {}
}
