package dev.portcullis.simulator.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.simulator.bus.FrameBits;
import dev.portcullis.simulator.bus.Sighting;
import dev.portcullis.simulator.ecu.BodyController;
import dev.portcullis.simulator.ecu.ChassisController;
import dev.portcullis.simulator.ecu.EngineController;
import dev.portcullis.simulator.motion.Drive;
import dev.portcullis.simulator.traffic.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordingTest {

  private static final double BITS_A_SECOND = 500_000;

  /** These keep their own period and their own way of protection: see {@code demo.dbc}. */
  private static final Set<String> DEMO =
      Set.of(
          BodyController.NAME.text(), EngineController.NAME.text(), ChassisController.NAME.text());

  private final Database full;

  RecordingTest() throws IOException {
    full = CarFolder.description(Seen.CAR).full();
  }

  @ParameterizedTest
  @EnumSource(Drive.class)
  void fillsTheBusToAboutSixtyPerCentWithEveryFrameInItsTurn(Drive drive) throws IOException {
    var seen = Seen.of(drive, 3, Duration.ofMinutes(1));
    long bits = 0;
    var last = Long.MIN_VALUE;
    for (Sighting each : seen.between(1, 60)) {
      bits += FrameBits.of(each.frame());
      assertTrue(each.start().nanos() >= last, "two frames at once");
      last = each.end().nanos();
    }
    double load = bits / BITS_A_SECOND / 59;
    assertTrue(load > 0.57 && load < 0.63, drive + ": " + load);
    assertTrue(seen.between(1, 60).size() / 59 > 2_300, drive + ": " + seen.frames.size());
  }

  @Test
  void sendsEveryMessageOfTheDbcWithinItsPeriod() throws IOException {
    var seen = Seen.of(Drive.CITY, 4, Duration.ofSeconds(40));
    var byId = byId(seen.between(1, 40));
    assertTrue(byId.size() >= 40, byId.size() + " messages");
    for (String name : full.names()) {
      var message = full.message(name).orFault();
      if (message.senders().contains("TCU")) {
        continue;
      }
      var ends = byId.getOrDefault(message.id(), List.of());
      double period = message.cycleTime().orElseThrow().toNanos() / 1e6;
      boolean alsoOnChange = message.sendType().orElse("").equals("CyclicAndOnChange");
      assertTrue(ends.size() >= 38_000 / period, message + ": " + ends.size());
      for (int i = 1; i < ends.size(); i++) {
        double gap = (ends.get(i).end().nanos() - ends.get(i - 1).end().nanos()) / 1e6;
        // A millisecond late itself, and behind what is stronger.
        double slack = Math.min(1, period * 0.05) * 2 + 6;
        assertTrue(gap < period + slack, message + " came after " + gap + " ms");
        assertTrue(alsoOnChange || gap > Math.max(0.1, period - slack), message + " " + gap);
      }
    }
  }

  @Test
  void saysOnlyWhatTheDbcAllowsAndCountsAndChecksRight() throws IOException {
    var seen = Seen.of(Drive.DAY, 5, Duration.ofMinutes(5));
    var messages = new HashMap<ArbitrationId, Message>();
    for (String name : full.names()) {
      var message = full.message(name).orFault();
      messages.put(message.id(), message);
    }
    var counters = new HashMap<ArbitrationId, Long>();
    for (Sighting each : seen.frames) {
      var message = messages.get(each.frame().id());
      assertTrue(message != null, each.frame() + " is of no message");
      if (message == null || DEMO.contains(each.sender().text())) {
        continue;
      }
      assertTrue(message.matches(each.frame()), message + ": " + each.frame());
      var guard = Guard.of(message);
      assertTrue(guard.holds(each.frame().payload()), message + ": " + each.frame());
      var before = counters.put(message.id(), guard.counter(each.frame().payload()));
      if (before != null) {
        long now = guard.counter(each.frame().payload());
        assertEquals((before + 1) % guard.counters(), now, message.name());
      }
      for (Signal signal : message.signals()) {
        double value = signal.physicalValue(signal.raw(each.frame().payload()));
        var limits = signal.limits().orElseThrow();
        assertTrue(
            value >= limits.minimum().doubleValue() && value <= limits.maximum().doubleValue(),
            message + "." + signal + " = " + value);
      }
    }
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() throws IOException {
    String attack = "fuzz@2-3";
    var first = Seen.of(Drive.CITY, 7, Duration.ofSeconds(8), attack);
    var again = Seen.of(Drive.CITY, 7, Duration.ofSeconds(8), attack);
    var other = Seen.of(Drive.CITY, 8, Duration.ofSeconds(8), attack);
    assertEquals(first.frames, again.frames);
    assertNotEquals(first.frames, other.frames);
  }

  @Test
  void drivesAsCarsDrive() throws IOException {
    var seen = Seen.of(Drive.CITY, 9, Duration.ofMinutes(4));
    var speeds = values(seen, "VEHICLE_MOTION", "VehicleSpeed");
    assertTrue(speeds.stream().anyMatch(each -> each == 0), "it never stands");
    assertTrue(speeds.stream().anyMatch(each -> each > 30), "it never drives");
    for (int i = 1; i < speeds.size(); i++) {
      double change = Math.abs(speeds.get(i) - speeds.get(i - 1));
      assertTrue(change < 1, "by " + change + " km/h in 20 ms");
    }
    var engine = values(seen, "ENGINE_SPEED", "EngineSpeed");
    assertTrue(engine.stream().allMatch(each -> each < 4_500), "it races");
    assertTrue(
        values(seen, "GEAR_STATE", "ActualGear").stream().distinct().count() > 3,
        "it never shifts");
    assertEquals(speeds.getLast(), values(seen, "SPEED", "Speed").getLast(), 0.5);
  }

  @Test
  void standsWhileItIsParked() throws IOException {
    var seen = Seen.of(Drive.PARKED, 1, Duration.ofSeconds(30));
    assertTrue(values(seen, "ENGINE_SPEED", "EngineSpeed").stream().allMatch(each -> each == 0));
    assertTrue(values(seen, "SPEED", "Speed").stream().allMatch(each -> each == 0));
    assertTrue(values(seen, "DOORS", "CentralLock").stream().allMatch(each -> each == 1));
  }

  @Test
  void keepsTheMessagesOfTheDemoAsTheyAre() throws IOException {
    var demo = Files.readString(Seen.CAR.resolve("demo.dbc"));
    var text = Files.readString(Seen.CAR.resolve("full.dbc"));
    for (String part : demo.split("\n\n", -1)) {
      if (part.startsWith("BO_ ")) {
        assertTrue(text.contains(part), "full.dbc has not: " + part);
      }
    }
    demo.lines()
        .filter(line -> line.startsWith("VAL_ ") || line.startsWith("CM_ BO_"))
        .forEach(line -> assertTrue(text.contains(line), "full.dbc has not: " + line));
  }

  private List<Double> values(Seen seen, String messageName, String signalName) {
    var message = full.message(messageName).orFault();
    var signal = message.signal(signalName).orElseThrow();
    return seen.of(message, 0, Double.MAX_VALUE).stream()
        .map(each -> signal.physicalValue(signal.raw(each.frame().payload())))
        .toList();
  }

  private static Map<ArbitrationId, List<Sighting>> byId(List<Sighting> frames) {
    var byId = new HashMap<ArbitrationId, List<Sighting>>();
    frames.forEach(
        each -> byId.computeIfAbsent(each.frame().id(), _ -> new ArrayList<>()).add(each));
    return byId;
  }
}
