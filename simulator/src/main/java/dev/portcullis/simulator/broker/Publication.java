package dev.portcullis.simulator.broker;

import dev.portcullis.crypto.Bytes;
import java.time.Duration;

/**
 * One message for the broker, always sent with QoS 1.
 *
 * @param topic where to
 * @param payload the content
 * @param stay how long the broker keeps it
 */
public record Publication(String topic, Bytes payload, Stay stay) {

  /** How long a broker keeps a message. */
  public sealed interface Stay {}

  /** Until everybody subscribed has it. */
  public record UntilDelivered() implements Stay {}

  /** Until delivered, but no longer than {@code limit}, in whole seconds. */
  public record AtMost(Duration limit) implements Stay {}

  /** As the topic's retained message, until the next one. */
  public record Retained() implements Stay {}
}
