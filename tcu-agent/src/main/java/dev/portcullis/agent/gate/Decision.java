package dev.portcullis.agent.gate;

import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One decision of the gate, as it is reported to whoever runs the agent. Holds no key, no name, no
 * state of the car.
 *
 * @param command of a request that could be parsed that far
 * @param times in nanoseconds of the monotonic clock
 */
public record Decision(Optional<CommandId> command, Result result, Times times) {

  /** How it ended. */
  public sealed interface Result {
    /** Carried out, and the car said so. */
    record Confirmed() implements Result {}

    /** Nothing moved. */
    record Refused(RefusalCode code) implements Result {}

    /** No frame went out, for a reason on the car's side. */
    record NotTransmitted(RefusalCode code) implements Result {}

    /** A frame went out, and the car did not say that it is done. */
    record Unconfirmed(RefusalCode code) implements Result {}
  }

  /**
   * When things happened.
   *
   * @param arrived the link's callback began
   * @param handedOver the frame was handed to the port
   * @param decided the answer was ready
   */
  public record Times(long arrived, OptionalLong handedOver, long decided) {}
}
