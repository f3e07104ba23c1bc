package dev.portcullis.simulator.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Sighting;
import dev.portcullis.simulator.misbehaviour.Intruder;
import dev.portcullis.simulator.misbehaviour.PlanReader;
import dev.portcullis.simulator.misbehaviour.PlanRefusal;
import dev.portcullis.simulator.motion.Drive;
import dev.portcullis.simulator.traffic.Guard;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each class of misbehaviour, from second 4 to second 6 of ten. */
class MisbehaviourTest {

  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final long SEED = 11;

  private final Database full;
  private final Message engineSpeed;

  MisbehaviourTest() throws IOException {
    full = CarFolder.description(Seen.CAR).full();
    engineSpeed = full.message("ENGINE_SPEED").orFault();
  }

  @Test
  void nobodyMisbehavesWithoutAnOrder() throws IOException {
    var seen = seen();
    assertEquals(List.of(), intruders(seen.frames));
    assertEquals(List.of(), seen.destroyed);
  }

  @Test
  void spoofsFalseFramesBesideTheTrueOnes() throws IOException {
    var seen = seen("spoof:ENGINE_SPEED:EngineSpeed=6000@4-6");
    var forged = intruders(seen.frames);
    assertEquals(200, forged.size(), 3);
    assertTrue(intruders(outside(seen)).isEmpty());
    var genuine = seen.of(engineSpeed, 4, 6).size() - forged.size();
    assertEquals(200, genuine, 3);
    assertSays(forged, 6000);
  }

  @Test
  void masqueradesInPlaceOfTheSilencedSenderAtItsTimes() throws IOException {
    var seen = seen("masquerade:ENGINE_SPEED:EngineSpeed=6000@4-6");
    var within = seen.of(engineSpeed, 4.002, 6);
    assertEquals(within, intruders(within));
    assertTrue(intruders(outside(seen)).isEmpty());
    assertSays(within, 6000);
    var all = seen.of(engineSpeed, 1, 10);
    for (int i = 1; i < all.size(); i++) {
      double gap = (all.get(i).end().nanos() - all.get(i - 1).end().nanos()) / 1e6;
      assertTrue(gap > 6 && gap < 14, gap + " ms");
      var guard = Guard.of(engineSpeed);
      assertEquals(
          (guard.counter(all.get(i - 1).frame().payload()) + 1) % guard.counters(),
          guard.counter(all.get(i).frame().payload()));
    }
  }

  @Test
  void suspendsASender() throws IOException {
    var seen = seen("suspend:ENGINE_SPEED@4-6");
    assertEquals(List.of(), seen.of(engineSpeed, 4.002, 6));
    assertTrue(seen.of(engineSpeed, 3, 4).size() > 90);
    assertTrue(seen.of(engineSpeed, 6, 7).size() > 90);
  }

  @Test
  void replaysOldFramesAgain() throws IOException {
    var seen = seen("replay:ENGINE_SPEED@4-6");
    var replayed = intruders(seen.frames);
    assertEquals(200, replayed.size(), 10);
    assertTrue(intruders(outside(seen)).isEmpty());
    var before =
        seen.of(engineSpeed, 0, 4).stream().map(Sighting::frame).collect(Collectors.toSet());
    assertTrue(before.containsAll(replayed.stream().map(Sighting::frame).toList()));
  }

  @Test
  void floodsTheBusWithTheStrongestId() throws IOException {
    var seen = seen("flood@4-6");
    var flood = intruders(seen.frames);
    assertTrue(flood.size() > 2 * 3_600, flood.size() + " frames");
    assertTrue(flood.stream().allMatch(each -> each.frame().id().value() == 0));
    // While the strongest id never pauses nobody else gets a turn.
    assertEquals(seen.between(4.01, 6).size(), intruders(seen.between(4.01, 6)).size());
    assertTrue(intruders(seen.between(6.01, 10)).isEmpty());
    assertTrue(seen.of(engineSpeed, 7, 8).size() > 90);
  }

  @Test
  void fuzzesWithRandomFrames() throws IOException {
    var seen = seen("fuzz@4-6");
    var noise = intruders(seen.frames);
    assertEquals(400, noise.size(), 5);
    var ids = new HashSet<ArbitrationId>();
    noise.forEach(each -> ids.add(each.frame().id()));
    assertTrue(ids.size() > 300, ids.size() + " ids");
    assertTrue(intruders(outside(seen)).isEmpty());
  }

  @Test
  void drivesANodeOffTheBusAndLetsItBackAtTheEnd() throws IOException {
    var seen = seen("bus-off:ESC@4-6");
    // 32 errors of 8 each are more than 255.
    assertEquals(32, seen.destroyed.size());
    assertTrue(seen.destroyed.stream().allMatch(each -> each.sender().equals(new NodeName("ESC"))));
    assertTrue(seen.destroyed.getLast().end().nanos() < 4.1e9);
    assertEquals(0, of("ESC", seen.between(4.01, 6)));
    assertTrue(of("ESC", seen.between(3, 4)) > 500);
    assertTrue(of("ESC", seen.between(6, 7)) > 500);
  }

  @ParameterizedTest
  @CsvSource({
    "spoof, BAD_WINDOW",
    "spoof@5, BAD_WINDOW",
    "spoof@5-4, BAD_WINDOW",
    "spoof@4-4, BAD_WINDOW",
    "spoof@-1-4, BAD_WINDOW",
    "spoof@1-9999999, BAD_WINDOW",
    "shout@1-2, UNKNOWN_CLASS",
    "@1-2, UNKNOWN_CLASS",
    "spoof:NOTHING@1-2, UNKNOWN_MESSAGE",
    "spoof:SPEED:Nothing=1@1-2, UNKNOWN_SIGNAL",
    "spoof:SPEED:Speed@1-2, BAD_VALUE",
    "spoof:SPEED:Speed=700@1-2, BAD_VALUE",
    "spoof:SPEED:Counter=1@1-2, BAD_VALUE",
    "bus-off:NOBODY@1-2, UNKNOWN_NODE",
    "flood:SPEED@1-2, TOO_MANY_PARTS",
    "suspend:SPEED:Speed=1@1-2, TOO_MANY_PARTS",
    "spoof:SPEED:Speed=1:x@1-2, TOO_MANY_PARTS",
  })
  void refusesAnOrderThatMakesNoSense(String text, PlanRefusal why) {
    var reader = new PlanReader(full, List.of(new NodeName("ESC")), SEED);
    assertEquals(Outcome.refused(why), reader.read(text));
  }

  private void assertSays(List<Sighting> frames, double value) {
    var signal = engineSpeed.signal("EngineSpeed").orElseThrow();
    var guard = Guard.of(engineSpeed);
    for (Sighting each : frames) {
      CanFrame frame = each.frame();
      assertEquals(value, signal.physicalValue(signal.raw(frame.payload())));
      assertTrue(guard.holds(frame.payload()));
    }
  }

  private static Seen seen(String... plans) throws IOException {
    return Seen.of(Drive.MOTORWAY, SEED, LENGTH, plans);
  }

  private static List<Sighting> intruders(List<Sighting> frames) {
    return frames.stream().filter(each -> each.sender().equals(Intruder.NAME)).toList();
  }

  /** Outside the window, with the time of one frame to spare. */
  private static List<Sighting> outside(Seen seen) {
    return seen.frames.stream()
        .filter(each -> each.end().nanos() < 4e9 || each.end().nanos() > 6.002e9)
        .toList();
  }

  private static long of(String node, List<Sighting> frames) {
    return frames.stream().filter(each -> each.sender().text().equals(node)).count();
  }
}
