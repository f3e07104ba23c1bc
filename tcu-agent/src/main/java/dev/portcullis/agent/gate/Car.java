package dev.portcullis.agent.gate;

import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the gate needs of can-bridge: asked for actions by name, never for frames. */
public interface Car {

  /** What {@link #observed} says of a state that the car has not said, or not lately. */
  String UNKNOWN = "unknown";

  /**
   * Why {@code name} cannot be done in the present state; nothing where it can. Does not wait.
   *
   * @param condition of the policy, an expression over the car's signals. It is an obstacle where
   *     it does not hold, where a signal that decides it is unknown, and where it does not speak of
   *     this car
   */
  Optional<RefusalCode> obstacle(CommandName name, Optional<String> condition);

  /**
   * Does it, and waits for the car's own word on it. The car's side evaluates the state once more,
   * {@code condition} too, and trusts nobody above it. Blocks for the feedback's deadline at the
   * most.
   *
   * @param condition as for {@link #obstacle}
   * @param decision the number of the durable decision behind this
   * @param onHandOver called once, where the frame was handed to the port
   */
  Actuation actuate(
      CommandName name,
      Arguments arguments,
      Optional<String> condition,
      long decision,
      Consumer<HandOver> onHandOver);

  /** The gate lives; said several times a second, by its thread and no other. */
  void alive();

  /** The state of the car as far as it is known, in words, for the owner's eyes alone. */
  Map<String, String> observed();

  /**
   * A frame went to the port.
   *
   * @param frame as candump writes it
   * @param nanos when, on the monotonic clock
   */
  record HandOver(String frame, long nanos) {}

  /** What became of it. There is no fourth answer, and none may be taken for another. */
  sealed interface Actuation {

    /** The body controller reported it done, after our frame. */
    record Confirmed() implements Actuation {}

    /** No frame went out: nothing moved. */
    record NotTransmitted(RefusalCode code) implements Actuation {}

    /** A frame went out, or may have, and the car did not say that it is done. Never repeated. */
    record Unconfirmed(RefusalCode code) implements Actuation {}
  }
}
