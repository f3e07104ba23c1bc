package dev.portcullis.simulator.watch;

import dev.portcullis.can.dbc.Message;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What an intruder does, and whom it does it to. */
enum AttackClass {
  SPOOF,
  REPLAY,
  SUSPEND,
  FLOOD,
  FUZZ,
  MASQUERADE,
  BUS_OFF;

  /** As the simulator is ordered to do it, without the window. */
  String order(List<Message> messages, SplittableRandom random) {
    return switch (this) {
      case SPOOF, REPLAY, SUSPEND, MASQUERADE ->
          word() + ":" + messages.get(random.nextInt(messages.size())).name();
      case FLOOD, FUZZ -> word();
      case BUS_OFF ->
          word() + ":" + messages.get(random.nextInt(messages.size())).senders().getFirst();
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
