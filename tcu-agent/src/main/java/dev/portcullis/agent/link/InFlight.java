package dev.portcullis.agent.link;

import java.util.function.BooleanSupplier;

/**
 * A publication the broker has not answered.
 *
 * @param answered whether the answer has come in and is only waiting to be told: the callback
 *     thread may be busy with a message, which is no fault of the broker's
 * @param deadline on the link's clock
 */
record InFlight(BooleanSupplier answered, long deadline) {

  /** Whether the broker took too long, at {@code now}. */
  boolean isOverdue(long now) {
    return now - deadline >= 0 && !answered.getAsBoolean();
  }
}
