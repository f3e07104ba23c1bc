package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.attack.Card;
import dev.portcullis.simulator.attack.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An attack in words. */
final class Story {

  private Story() {}

  /** One line of the list. */
  static String line(Card card) {
    return String.format(
        Locale.ROOT,
        " %-24s %-8s %-24s %s",
        card.name(),
        card.who().word(),
        card.tries(),
        Attempt.words(card.expected()));
  }

  /** The whole story: what he has, what he tries, and which check stops him. */
  static String text(Card card) {
    var lines = new ArrayList<String>();
    lines.add(card.name());
    lines.add("");
    lines.add("  who      " + card.who().word());
    lines.add("  has      " + card.has());
    lines.add("  does     " + card.does());
    switch (card.expected()) {
      case Expected.Confirmed _ ->
          lines.add("  ends     confirmed: the car says so itself, and the tap saw one frame");
      case Expected.Refused(var code) -> lines.addAll(stopped("refused", code));
      case Expected.RefusedByBridge(var why) ->
          lines.addAll(
              List.of(
                  "  ends     refused by can-bridge: " + why,
                  "  because  can-bridge trusts nobody above it, the agent included",
                  "  more     docs/can-bridge.md"));
      case Expected.NotTransmitted(var code) -> lines.addAll(stopped("not transmitted", code));
      case Expected.Unconfirmed(var code) -> lines.addAll(stopped("unconfirmed", code));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static List<String> stopped(String how, RefusalCode code) {
    return List.of(
        "  ends     "
            + how
            + ", at the stage "
            + code.stage().name().toLowerCase(Locale.ROOT)
            + ": "
            + code.name(),
        "  because  " + code.meaning(),
        "  more     ./portcullis explain " + code.name());
  }
}
