package dev.portcullis.simulator.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.ecu.BodyState.Climate;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;
import dev.portcullis.simulator.ecu.BodyState.DriverSeat;
import dev.portcullis.simulator.ecu.BodyState.Opening;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyControllerTest {

  private static final Duration CYCLE = Duration.ofMillis(20);
  private static final Map<String, Long> NO_TEMPERATURE = Map.of("Temperature", 0L);

  private final Workbench bench = new Workbench();
  private final BodyController body =
      new BodyController(bench.timeline, bench.bus, bench.database, bench.security);

  @BeforeEach
  void switchOn() {
    body.start();
    bench.timeline.advance(Duration.ofMillis(5));
  }

  @Test
  void reportsEveryTwentyMilliseconds() {
    int before = bench.heard("BODY_STATUS").size();
    bench.timeline.advance(Duration.ofSeconds(1));
    assertEquals(50, bench.heard("BODY_STATUS").size() - before);
  }

  @Test
  void securesItsStatusFramesAndNeverUsesAFreshnessValueTwice() {
    bench.timeline.advance(Duration.ofSeconds(1));
    bench.assertGenuine("BODY_STATUS");
    assertEquals(1_001L, bench.heard("BODY_STATUS").getFirst().get("Freshness"));
  }

  @Test
  void isParkedLockedAndShutAtFirst() {
    assertEquals("LOCKED", told("DoorLock"));
    assertEquals("SHUT", told("Doors"));
    assertEquals("SHUT", told("Hood"));
    assertEquals("SHUT", told("Trunk"));
    assertEquals("EMPTY", told("DriverSeat"));
    assertEquals("PARK", told("Gear"));
  }

  @Test
  void unlocksAndLocksAndReportsWithinTwoMilliseconds() {
    order("UNLOCK");
    assertEquals("UNLOCKED", told("DoorLock"));
    order("LOCK");
    assertEquals("LOCKED", told("DoorLock"));
    assertEquals(DoorLock.LOCKED, body.state().doorLock());
  }

  @Test
  void opensTheTrunk() {
    order("TRUNK_OPEN");
    assertEquals("OPEN", told("Trunk"));
  }

  @Test
  void soundsTheHornForTwoSeconds() {
    order("HORN_LIGHTS");
    assertEquals("ACTIVE", told("HornLights"));
    bench.timeline.advance(Duration.ofMillis(1_900));
    assertEquals("ACTIVE", told("HornLights"));
    bench.timeline.advance(Duration.ofMillis(200));
    assertEquals("IDLE", told("HornLights"));
  }

  @Test
  void startsTheTwoSecondsAnewForAnotherHornCommand() {
    order("HORN_LIGHTS");
    bench.timeline.advance(Duration.ofMillis(1_500));
    order("HORN_LIGHTS");
    bench.timeline.advance(Duration.ofMillis(1_500));
    assertEquals("ACTIVE", told("HornLights"));
  }

  @Test
  void turnsTheClimateOnAndOff() {
    bench.order("BODY_COMMAND", "CLIMATE_ON", Map.of("Temperature", 21L));
    assertEquals("ON", told("Climate"));
    assertEquals("21", told("ClimateTarget"));
    order("CLIMATE_OFF");
    assertEquals("OFF", told("Climate"));
    assertEquals("0", told("ClimateTarget"));
  }

  @Test
  void ignoresATemperatureOutOfRangeOrWhereNoneBelongs() {
    bench.order("BODY_COMMAND", "CLIMATE_ON", Map.of("Temperature", 15L));
    bench.order("BODY_COMMAND", "CLIMATE_ON", Map.of("Temperature", 29L));
    bench.order("BODY_COMMAND", "UNLOCK", Map.of("Temperature", 20L));
    assertEquals(BodyState.PARKED, body.state());
    assertEquals(Climate.OFF, body.state().climate());
  }

  @Test
  void ignoresACommandFromWhoeverHasNotTheKey() {
    var payload = bench.frame("BODY_COMMAND", "UNLOCK", NO_TEMPERATURE).payload().toArray();
    payload[19] ^= 1;
    bench.send(command().frame(Bytes.of(payload)));
    bench.timeline.advance(Workbench.REACTION);
    assertEquals(DoorLock.LOCKED, body.state().doorLock());
  }

  @Test
  void ignoresAFrameOfAnotherLength() {
    bench.send(new CanFrame.Data(command().id(), Bytes.fromHex("02000000000000")));
    bench.timeline.advance(Workbench.REACTION);
    assertEquals(DoorLock.LOCKED, body.state().doorLock());
  }

  @Test
  void ignoresAnActionItDoesNotKnow() {
    bench.send(bench.secure(command(), Map.of("Action", 9L, "Temperature", 0L)));
    bench.timeline.advance(Workbench.REACTION);
    assertEquals(BodyState.PARKED, body.state());
  }

  @Test
  void ignoresARecordedCommandHoweverMuchLater() {
    var unlock = bench.frame("BODY_COMMAND", "UNLOCK", NO_TEMPERATURE);
    bench.send(unlock);
    bench.timeline.advance(Workbench.REACTION);
    assertEquals(DoorLock.UNLOCKED, body.state().doorLock());
    body.change(now -> now.with(DoorLock.LOCKED));
    bench.timeline.advance(Duration.ofHours(1));
    bench.send(unlock);
    bench.timeline.advance(Workbench.REACTION);
    assertEquals(DoorLock.LOCKED, body.state().doorLock());
  }

  @Test
  void reportsAtOnceWhatSomebodyAtTheCarChanges() {
    body.change(now -> now.withDoors(Opening.OPEN).with(DriverSeat.OCCUPIED));
    bench.timeline.advance(Workbench.REACTION);
    assertEquals("OPEN", told("Doors"));
    assertEquals("OCCUPIED", told("DriverSeat"));
  }

  @Test
  void doesAndSaysNothingWhenSilent() {
    body.set(BodyFault.Plain.SILENT);
    int before = bench.heard("BODY_STATUS").size();
    order("UNLOCK");
    bench.timeline.advance(CYCLE.multipliedBy(10));
    assertEquals(before, bench.heard("BODY_STATUS").size());
    assertEquals(DoorLock.LOCKED, body.state().doorLock());
  }

  @Test
  void doesItAndSaysNothingWhenMute() {
    body.set(BodyFault.Plain.MUTE);
    int before = bench.heard("BODY_STATUS").size();
    order("UNLOCK");
    bench.timeline.advance(CYCLE.multipliedBy(10));
    assertEquals(before, bench.heard("BODY_STATUS").size());
    assertEquals(DoorLock.UNLOCKED, body.state().doorLock());
  }

  @Test
  void doesNothingAndReportsAsEverWhenDeaf() {
    body.set(BodyFault.Plain.DEAF);
    int before = bench.heard("BODY_STATUS").size();
    order("UNLOCK");
    bench.timeline.advance(CYCLE.multipliedBy(10));
    assertEquals("LOCKED", told("DoorLock"));
    assertTrue(bench.heard("BODY_STATUS").size() >= before + 10);
    assertEquals(DoorLock.LOCKED, body.state().doorLock());
  }

  @Test
  void reportsTheOppositeAtOnceAndForAsLongAsItIsBroken() {
    body.set(BodyFault.Plain.OPPOSITE);
    order("UNLOCK");
    bench.timeline.advance(CYCLE);
    assertEquals("LOCKED", told("DoorLock"));
    assertEquals(DoorLock.UNLOCKED, body.state().doorLock());
    order("LOCK");
    bench.timeline.advance(CYCLE);
    assertEquals("UNLOCKED", told("DoorLock"));
  }

  @Test
  void reportsLateWhenLate() {
    body.set(new BodyFault.Late(Duration.ofSeconds(1)));
    order("UNLOCK");
    bench.timeline.advance(Duration.ofMillis(900));
    assertEquals("LOCKED", told("DoorLock"));
    assertEquals(DoorLock.UNLOCKED, body.state().doorLock());
    bench.timeline.advance(Duration.ofMillis(200));
    assertEquals("UNLOCKED", told("DoorLock"));
  }

  @Test
  void reportsTheTruthAtOnceWhenItIsMended() {
    body.set(new BodyFault.Late(Duration.ofSeconds(1)));
    order("UNLOCK");
    body.set(BodyFault.Plain.NONE);
    bench.timeline.advance(Workbench.REACTION);
    assertEquals("UNLOCKED", told("DoorLock"));
    order("LOCK");
    bench.timeline.advance(Duration.ofSeconds(2));
    assertEquals("LOCKED", told("DoorLock"));
  }

  private void order(String action) {
    bench.order("BODY_COMMAND", action, NO_TEMPERATURE);
  }

  private String told(String signal) {
    return bench.told("BODY_STATUS", signal);
  }

  private Message command() {
    return bench.database.message("BODY_COMMAND").orFault();
  }
}
