package dev.portcullis.simulator.misbehaviour;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.bus.NodeName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Reads what a person orders.
 *
 * <pre>
 * spoof[:MESSAGE[:SIGNAL=VALUE]]@START-END     replay[:MESSAGE]@…     suspend[:MESSAGE]@…
 * masquerade[:MESSAGE[:SIGNAL=VALUE]]@…        flood@…   fuzz@…       bus-off[:NODE]@…
 * </pre>
 *
 * Start and end in seconds; the value is physical and whole; without it any value is said.
 */
public final class PlanReader {

  /** What is meant where no message is named. */
  public static final String USUAL_MESSAGE = "ENGINE_SPEED";

  /** What is meant where no node is named. */
  public static final NodeName USUAL_NODE = new NodeName("MOTOR");

  private static final Pattern WINDOW =
      Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)-(\\d{1,6}(?:\\.\\d{1,3})?)");
  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(-?\\d{1,9})");

  private final Database database;
  private final List<NodeName> nodes;
  private final SplittableRandom random;

  /** Reads plans against the messages and nodes of one bus. */
  public PlanReader(Database database, List<NodeName> nodes, long seed) {
    this.database = database;
    this.nodes = List.copyOf(nodes);
    this.random = new SplittableRandom(seed);
  }

  /** Reads one plan. */
  public Outcome<Plan, PlanRefusal> read(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? Outcome.refused(PlanRefusal.BAD_WINDOW)
        : window(text.substring(at + 1))
            .then(window ->
                what(List.of(text.substring(0, at).split(":", -1)))
                    .map(what -> new Plan(what, window)));
  }

  private static Outcome<Window, PlanRefusal> window(String text) {
    var parts = WINDOW.matcher(text);
    if (!parts.matches()) {
      return Outcome.refused(PlanRefusal.BAD_WINDOW);
    }
    var start = seconds(parts.group(1));
    var end = seconds(parts.group(2));
    return end.compareTo(start) > 0
        ? Outcome.passed(new Window(start, end))
        : Outcome.refused(PlanRefusal.BAD_WINDOW);
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(new BigDecimal(text).movePointRight(3).intValueExact());
  }

  private Outcome<Misbehaviour, PlanRefusal> what(List<String> parts) {
    return switch (parts.getFirst()) {
      case "spoof" -> lying(parts, Misbehaviour.Spoof::new);
      case "masquerade" -> lying(parts, Misbehaviour.Masquerade::new);
      case "replay" -> atMost(2, parts).then(_ -> message(parts)).map(Misbehaviour.Replay::new);
      case "suspend" -> atMost(2, parts).then(_ -> message(parts)).map(Misbehaviour.Suspend::new);
      case "flood" -> atMost(1, parts).map(_ -> new Misbehaviour.Flood());
      case "fuzz" -> atMost(1, parts).map(_ -> new Misbehaviour.Fuzz());
      case "bus-off" -> atMost(2, parts).then(_ -> node(parts)).map(Misbehaviour.BusOff::new);
      default -> Outcome.refused(PlanRefusal.UNKNOWN_CLASS);
    };
  }

  private Outcome<Misbehaviour, PlanRefusal> lying(
      List<String> parts, BiFunction<Message, Falsehood, Misbehaviour> made) {
    return atMost(3, parts)
        .then(_ -> message(parts))
        .then(
            message -> falsehood(message, parts).map(falsehood -> made.apply(message, falsehood)));
  }

  private static Outcome<List<String>, PlanRefusal> atMost(int count, List<String> parts) {
    return parts.size() <= count
        ? Outcome.passed(parts)
        : Outcome.refused(PlanRefusal.TOO_MANY_PARTS);
  }

  private Outcome<Message, PlanRefusal> message(List<String> parts) {
    return switch (database.message(parts.size() > 1 ? parts.get(1) : USUAL_MESSAGE)) {
      case Outcome.Passed<Message, DbcRefusal>(Message message) -> Outcome.passed(message);
      case Outcome.Refused<Message, DbcRefusal> _ -> Outcome.refused(PlanRefusal.UNKNOWN_MESSAGE);
    };
  }

  private Outcome<NodeName, PlanRefusal> node(List<String> parts) {
    var node = parts.size() > 1 ? new NodeName(parts.get(1)) : USUAL_NODE;
    return nodes.contains(node) ? Outcome.passed(node) : Outcome.refused(PlanRefusal.UNKNOWN_NODE);
  }

  private Outcome<Falsehood, PlanRefusal> falsehood(Message message, List<String> parts) {
    if (parts.size() < 3) {
      return Falsehood.any(message, random)
          .<Outcome<Falsehood, PlanRefusal>>map(Outcome::passed)
          .orElseGet(() -> Outcome.refused(PlanRefusal.UNKNOWN_SIGNAL));
    }
    var assignment = ASSIGNMENT.matcher(parts.get(2));
    if (!assignment.matches()) {
      return Outcome.refused(PlanRefusal.BAD_VALUE);
    }
    var signal = message.signal(assignment.group(1));
    if (signal.isEmpty()) {
      return Outcome.refused(PlanRefusal.UNKNOWN_SIGNAL);
    }
    return signal
        .get()
        .rawOf(Long.parseLong(assignment.group(2)))
        .flatMap(raw -> Falsehood.of(message, signal.get(), raw))
        .<Outcome<Falsehood, PlanRefusal>>map(Outcome::passed)
        .orElseGet(() -> Outcome.refused(PlanRefusal.BAD_VALUE));
  }
}
