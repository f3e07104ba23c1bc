package dev.portcullis.simulator.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChassisControllerTest {

  private final Workbench bench = new Workbench();
  private final ChassisController chassis =
      new ChassisController(bench.timeline, bench.bus, bench.database, bench.security);

  @BeforeEach
  void switchOn() {
    chassis.start();
    bench.timeline.advance(Duration.ofMillis(5));
  }

  @Test
  void reportsAStandingCarAtFirstAndEveryTwentyMilliseconds() {
    int before = bench.heard("SPEED").size();
    bench.timeline.advance(Duration.ofSeconds(1));
    assertEquals(50, bench.heard("SPEED").size() - before);
    assertEquals("0", bench.told("SPEED", "Speed"));
    assertEquals("VALID", bench.told("SPEED", "Quality"));
  }

  @Test
  void reportsTheSpeedInHundredthsAtOnce() {
    chassis.set(Speed.kilometresPerHour(50));
    bench.timeline.advance(Workbench.REACTION);
    assertEquals("5000", bench.told("SPEED", "Speed"));
  }

  @Test
  void tellsThatItsSensorIsBroken() {
    chassis.set(SpeedQuality.INVALID);
    bench.timeline.advance(Workbench.REACTION);
    assertEquals("INVALID", bench.told("SPEED", "Quality"));
  }

  @Test
  void hasNoSpeedThatTheSignalCannotHold() {
    assertThrows(IllegalArgumentException.class, () -> Speed.kilometresPerHour(656));
    assertThrows(IllegalArgumentException.class, () -> Speed.kilometresPerHour(-1));
  }
}
