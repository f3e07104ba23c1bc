package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Presence;
import dev.portcullis.can.dbc.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two messages that each have a signal of the same name and unit: in a car, one quantity that two
 * control units say, or one says twice. Whether they agree is learned.
 */
record Twins(Message first, Message second, String signal) {

  /** Shorter ones are states and counters, which come to the same by chance. */
  private static final int LEAST_BITS = 7;

  /** Nothing in a car is measured as finely: freshness values and authenticators are so long. */
  private static final int MOST_BITS = 32;

  /** What one quantity is called. */
  private record Quantity(String name, String unit) {}

  /** All there are on a bus: where more than two have a signal, each with the next one. */
  static List<Twins> of(List<Message> described) {
    Map<Quantity, List<Message>> said = new LinkedHashMap<>();
    for (Message message : described) {
      for (Signal signal : message.signals()) {
        if (signal.bits() >= LEAST_BITS
            && isMeasured(signal)
            && signal.presence() instanceof Presence.Always) {
          said.computeIfAbsent(new Quantity(signal.name(), signal.unit()), _ -> new ArrayList<>())
              .add(message);
        }
      }
    }
    List<Twins> all = new ArrayList<>();
    said.forEach((quantity, messages) -> {
      for (int i = 0; i + 1 < messages.size(); i++) {
        all.add(new Twins(messages.get(i), messages.get(i + 1), quantity.name()));
      }
      if (messages.size() > 2) {
        all.add(new Twins(messages.getFirst(), messages.getLast(), quantity.name()));
      }
    });
    return all;
  }

  /** Whether it may be a quantity, and is not only there to protect others. */
  static boolean isMeasured(Signal signal) {
    return switch (signal.type()) {
      case UNSIGNED, SIGNED -> signal.bits() <= MOST_BITS;
      case FLOAT -> true;
    };
  }

  /** The one of the two messages that stands on that side. */
  Message message(TwinSide.Side side) {
    return switch (side) {
      case FIRST -> first;
      case SECOND -> second;
    };
  }
}
