package dev.portcullis.can.actuate;

import java.util.Optional;

/**
 * An action, and what must be so of the car for it besides the command map's own conditions.
 *
 * @param condition a policy's, over the signals that are watched; one that does not speak of this
 *     car is unknown and never holds
 */
public record Demand(ActionName action, Optional<String> condition) {

  /** {@code action}, for which nothing is asked besides. */
  public static Demand of(ActionName action) {
    return new Demand(action, Optional.empty());
  }
}
