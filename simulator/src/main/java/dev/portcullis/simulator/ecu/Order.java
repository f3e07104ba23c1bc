package dev.portcullis.simulator.ecu;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What a command frame orders.
 *
 * @param action as the DBC file names it
 * @param signals all raw values of the frame
 */
record Order(String action, Map<String, Long> signals) {

  /** The constant named as the action, if the controller knows it. */
  <E extends Enum<E>> Optional<E> actionAmong(E[] known) {
    return Arrays.stream(known).filter(each -> each.name().equals(action)).findFirst();
  }

  /** The raw value of a signal; zero if the message has none of that name. */
  long value(String signal) {
    return signals.getOrDefault(signal, 0L);
  }
}
