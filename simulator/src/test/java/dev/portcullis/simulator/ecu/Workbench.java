package dev.portcullis.simulator.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.Crc8;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.BitRate;
import dev.portcullis.simulator.bus.BusTap;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.RecordingNode;
import dev.portcullis.simulator.bus.SteppedTimeline;
import dev.portcullis.simulator.bus.Transceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A bus on a table, with a tester that sends commands and reads what the controllers say. */
final class Workbench {

  static final Duration REACTION = Duration.ofMillis(2);

  final SteppedTimeline timeline = new SteppedTimeline();
  final BusTap tap = new BusTap();
  final CanBus bus = new CanBus(timeline, BitRate.KBIT_500, tap);
  final Database database = demoCar();
  private final RecordingNode tester = new RecordingNode("TCU");
  private final Transceiver transceiver = bus.attach(tester);
  private long counter;

  static Database demoCar() {
    var file = Path.of(System.getProperty("project.root"), "simulator", "car", "demo.dbc");
    try {
      return Database.parse(Bytes.of(Files.readAllBytes(file))).orFault();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a correct command frame, and waits until a controller can have answered. */
  void order(String message, String action, Map<String, Long> others) {
    send(frame(message, action, others));
    timeline.advance(REACTION);
  }

  CanFrame frame(String messageName, String action, Map<String, Long> others) {
    var message = database.message(messageName).orFault();
    var signals = new HashMap<>(others);
    signals.put("Action", message.signal("Action").orElseThrow().rawNamed(action).orElseThrow());
    signals.put("Counter", counter);
    counter = (counter + 1) % 16;
    return protect(message, signals);
  }

  static CanFrame protect(Message message, Map<String, Long> signals) {
    var values = new HashMap<>(signals);
    values.put("Checksum", 0L);
    long checksum = Crc8.protect(message.id(), message.encode(values).orFault(), 7);
    values.put("Checksum", checksum);
    return message.frame(message.encode(values).orFault());
  }

  void send(CanFrame frame) {
    assertEquals(Transceiver.Queued.TAKEN, transceiver.transmit(frame));
  }

  /** All frames of that message that were heard, decoded, with a check of their checksums. */
  List<Map<String, Long>> heard(String messageName) {
    var message = database.message(messageName).orFault();
    var decoded = new ArrayList<Map<String, Long>>();
    for (CanFrame frame : tester.heard()) {
      if (message.matches(frame)) {
        assertEquals(Crc8.protect(message.id(), frame.payload(), 7), frame.payload().at(7));
        decoded.add(message.decode(frame.payload()).orFault());
      }
    }
    return decoded;
  }

  /** The DBC file's name for the value of that signal in the last frame heard. */
  String told(String messageName, String signal) {
    long raw = heard(messageName).getLast().getOrDefault(signal, -1L);
    return database
        .message(messageName)
        .orFault()
        .signal(signal)
        .flatMap(each -> each.valueName(raw))
        .orElse(Long.toString(raw));
  }
}
