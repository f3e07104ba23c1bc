package dev.portcullis.simulator.traffic;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.motion.MovingCar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** All the controllers of the car that only say things. */
public final class Traffic {

  /** How much of the bus they fill. */
  public enum Density {
    /** Nothing: only the controllers of the demo speak. */
    NONE,
    /** What comes ten times a second or less often: some 150 frames a second. */
    LIGHT,
    /** All of it: with the demo's controllers about 60 % of 500 kbit/s. */
    FULL;

    private static final Duration LIGHT_PERIOD = Duration.ofMillis(100);

    /** The one called {@code text}, in any case; empty where none is. */
    public static Optional<Density> named(String text) {
      return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(text)).findAny();
    }

    boolean has(CarMessage message) {
      return switch (this) {
        case NONE -> false;
        case LIGHT -> message.period().compareTo(LIGHT_PERIOD) >= 0;
        case FULL -> true;
      };
    }
  }

  private final List<TrafficNode> nodes = new ArrayList<>();

  /**
   * Attaches a controller for each node of {@code messages}; they are still switched off.
   *
   * @param messages those that these controllers are to send, all with a period
   * @param car what they say their values of
   */
  public Traffic(
      Timeline timeline,
      CanBus bus,
      List<Message> messages,
      MovingCar car,
      Density density,
      long seed) {
    var random = new SplittableRandom(seed);
    var bySender = new LinkedHashMap<String, List<CarMessage>>();
    for (Message message : messages) {
      var mine = new CarMessage(message, car, random.nextInt(1 << Byte.SIZE));
      if (density.has(mine)) {
        bySender.computeIfAbsent(message.senders().getFirst(), _ -> new ArrayList<>()).add(mine);
      }
    }
    for (Map.Entry<String, List<CarMessage>> each : bySender.entrySet()) {
      nodes.add(
          new TrafficNode(
              new NodeName(each.getKey()), timeline, bus, each.getValue(), random.nextLong()));
    }
  }

  /** The messages of {@code full} that {@code demo} does not have, in the file's order. */
  public static List<Message> messagesBeside(Database full, Database demo) {
    return full.names().stream()
        .filter(name -> !demo.names().contains(name))
        .map(name -> full.message(name).orFault())
        .toList();
  }

  /** Switches them on. */
  public void start() {
    nodes.forEach(TrafficNode::start);
  }
}
