package dev.portcullis.agent.bus;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.watch.BusDescription;
import dev.portcullis.can.watch.SpeedSource;
import dev.portcullis.crypto.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a person says of a bus on the command line, looked up in its description. */
final class WatchOptions {

  /** In the signal's unit, which nearly always is km/h: above what a standing car's sensor says. */
  private static final double MOVING_ABOVE = 3;

  private static final Pattern STANDARD = Pattern.compile("[0-9A-Fa-f]{3}");
  private static final Pattern EXTENDED = Pattern.compile("[0-9A-Fa-f]{8}");
  private static final int HEX = 16;

  private WatchOptions() {}

  /** Identifiers as candump writes them, or the names of messages. */
  static Outcome<Set<ArbitrationId>, Unusable> ours(List<String> words, BusDescription bus) {
    Set<ArbitrationId> ids = new HashSet<>();
    for (String word : words) {
      switch (id(word, bus)) {
        case Outcome.Passed<ArbitrationId, Unusable>(var id) -> ids.add(id);
        case Outcome.Refused<ArbitrationId, Unusable>(var why) -> {
          return Outcome.refused(why);
        }
      }
    }
    return Outcome.passed(Set.copyOf(ids));
  }

  private static Outcome<ArbitrationId, Unusable> id(String word, BusDescription bus) {
    for (Message message : bus.messages()) {
      if (message.name().equals(word)) {
        return Outcome.passed(message.id());
      }
    }
    if (STANDARD.matcher(word).matches() && Integer.parseInt(word, HEX) <= Standard.MAX) {
      return Outcome.passed(new Standard(Integer.parseInt(word, HEX)));
    }
    if (EXTENDED.matcher(word).matches() && Long.parseLong(word, HEX) <= Extended.MAX) {
      return Outcome.passed(new Extended((int) Long.parseLong(word, HEX)));
    }
    return Outcome.refused(
        new Unusable(
            "--ours " + word + ": neither a message of the DBC file nor an identifier",
            "write an identifier with three hexadecimal digits, or with eight for 29 bits"));
  }

  /** {@code MESSAGE.SIGNAL}. */
  static Outcome<SpeedSource, Unusable> speed(String word, BusDescription bus) {
    for (Message message : bus.messages()) {
      if (word.startsWith(message.name() + ".")) {
        var signal = message.signal(word.substring(message.name().length() + 1));
        if (signal.isPresent()) {
          return Outcome.passed(new SpeedSource(message, signal.get(), MOVING_ABOVE));
        }
      }
    }
    return Outcome.refused(
        new Unusable(
            "--speed " + word + ": the DBC file has no such signal",
            "write it as MESSAGE.SIGNAL, such as SPEED.Speed"));
  }
}
