package dev.portcullis.simulator.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.can.secoc.SecOcKey;
import dev.portcullis.can.secoc.SecOcSender;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
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
import java.util.Optional;

/** A bus on a table, with a tester that sends commands and reads what the controllers say. */
final class Workbench {

  static final Duration REACTION = Duration.ofMillis(2);

  final SteppedTimeline timeline = new SteppedTimeline();
  final BusTap tap = new BusTap();
  final CanBus bus = new CanBus(timeline, BitRate.KBIT_500, tap);
  final Database database = demoCar();
  final BusSecurity security = security(database);
  private final RecordingNode tester = new RecordingNode("TCU");
  private final Transceiver transceiver = bus.attach(tester);
  private final Map<String, SecOcSender> senders = new HashMap<>();

  static Database demoCar() {
    return Database.parse(text("demo.dbc")).orFault();
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
    return secure(message, signals);
  }

  CanFrame secure(Message message, Map<String, Long> signals) {
    var values = new HashMap<>(signals);
    values.put("Freshness", 0L);
    values.put("Authenticator", 0L);
    var secured = security.message(message.name()).orElseThrow();
    var payload = message.encode(values).orFault().slice(0, secured.layout().payloadBytes());
    var sender = senders.computeIfAbsent(message.name(), _ -> security.sender(secured));
    return message.frame(sender.secure(payload).orFault());
  }

  /** With one key in every slot. */
  private static BusSecurity security(Database database) {
    var key = SecretBytes.takeOver(Bytes.fromHex("2b7e151628aed2a6abf7158809cf4f3c").toArray());
    var only = SecOcKey.of(key).orFault();
    var map = CommandMap.parse("commands.toml", text("commands.toml"), database).orFault();
    return new BusSecurity(map.secured(), _ -> Optional.of(only), new FreshnessValue(1_000));
  }

  private static String text(String name) {
    try {
      return Files.readString(
          Path.of(System.getProperty("project.root"), "simulator", "car", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(CanFrame frame) {
    assertEquals(Transceiver.Queued.TAKEN, transceiver.transmit(frame));
  }

  /** All frames of that message that were heard, decoded. */
  List<Map<String, Long>> heard(String messageName) {
    var message = database.message(messageName).orFault();
    var decoded = new ArrayList<Map<String, Long>>();
    for (CanFrame frame : tester.heard()) {
      if (message.matches(frame)) {
        decoded.add(message.decode(frame.payload()).orFault());
      }
    }
    return decoded;
  }

  /** Verifies all frames of that message that were heard, as the telematics unit does. */
  void assertGenuine(String messageName) {
    var message = database.message(messageName).orFault();
    var receiver = security.receiver(security.message(messageName).orElseThrow());
    for (CanFrame frame : tester.heard()) {
      if (message.matches(frame)) {
        assertInstanceOf(Outcome.Passed.class, receiver.verify(frame.payload(), 0));
      }
    }
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
