package dev.portcullis.simulator.endtoend;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Sighting;
import dev.portcullis.simulator.vehicle.SimulatedVehicle;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the tap saw on the bus. It hears nothing of what the agent says. */
final class Witness {

  private final SimulatedVehicle vehicle;
  private final Database database;

  /** What was said in a frame: the message's name and its raw signals. */
  record Said(String message, Map<String, Long> signals) {

    boolean matches(Order order) {
      return message.equals(order.message())
          && signals.entrySet().containsAll(order.signals().entrySet());
    }
  }

  Witness(SimulatedVehicle vehicle) throws IOException {
    this.vehicle = vehicle;
    var file = Programs.CAR.resolve("demo.dbc");
    this.database = Database.parse(Bytes.of(Files.readAllBytes(file))).orFault();
  }

  MonotonicTime now() {
    return vehicle.now();
  }

  /** How many frames the telematics unit has sent. */
  long commands() {
    return vehicle.tap().count(SimulatedVehicle.ADAPTER);
  }

  /** The telematics unit's frames in that time. */
  List<Sighting> commands(MonotonicTime from, MonotonicTime to) {
    return vehicle.tap().between(SimulatedVehicle.ADAPTER, from, to);
  }

  /** What the telematics unit said in that frame. */
  Said read(Sighting sighting) {
    for (var name : List.of("BODY_COMMAND", "ENGINE_COMMAND")) {
      var said = read(name, sighting);
      if (said.isPresent()) {
        return said.get();
      }
    }
    throw new AssertionError("a frame that no command explains: " + sighting);
  }

  /** Whether the controller said in that time that what the order wants is so. */
  boolean confirmed(Order order, MonotonicTime from, MonotonicTime to) {
    var wanted =
        database
            .message(order.status())
            .orFault()
            .signal(order.signal())
            .orElseThrow()
            .rawNamed(order.value())
            .orElseThrow();
    var sender = new NodeName(order.status().replace("_STATUS", ""));
    return vehicle.tap().between(sender, from, to).stream()
        .flatMap(sighting -> read(order.status(), sighting).stream())
        .anyMatch(said -> said.signals().getOrDefault(order.signal(), -1L) == wanted);
  }

  private Optional<Said> read(String name, Sighting sighting) {
    var message = database.message(name).orFault();
    return message.matches(sighting.frame())
            && message.decode(sighting.frame().payload())
                instanceof Outcome.Passed<Map<String, Long>, ?>(var signals)
        ? Optional.of(new Said(name, signals))
        : Optional.empty();
  }
}
