package dev.portcullis.simulator.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineControllerTest {

  private final Workbench bench = new Workbench();
  private final EngineController engine =
      new EngineController(bench.timeline, bench.bus, bench.database, bench.security);

  @BeforeEach
  void switchOn() {
    engine.start();
    bench.timeline.advance(Duration.ofMillis(5));
  }

  @Test
  void startsAndStopsRemotely() {
    start(600);
    assertEquals("REMOTE", told());
    assertEquals("600", bench.told("ENGINE_STATUS", "RunTimeLeft"));
    stop();
    assertEquals("OFF", told());
    assertEquals("0", bench.told("ENGINE_STATUS", "RunTimeLeft"));
  }

  @Test
  void stopsItselfWhenTheTimeOfTheCommandIsOver() {
    start(10);
    bench.timeline.advance(Duration.ofMillis(9_900));
    assertEquals("REMOTE", told());
    bench.timeline.advance(Duration.ofMillis(200));
    assertEquals("OFF", told());
  }

  @Test
  void stopsItselfAfterItsOwnMaximumWhateverTheCommandSays() {
    start(1_800);
    bench.timeline.advance(EngineController.LONGEST_REMOTE_RUN.plusMillis(10));
    assertEquals("OFF", told());
  }

  @Test
  void isNotStoppedByTheTimerOfAnEarlierStart() {
    start(10);
    stop();
    bench.timeline.advance(Duration.ofSeconds(5));
    start(600);
    bench.timeline.advance(Duration.ofSeconds(10));
    assertEquals("REMOTE", told());
  }

  @Test
  void ignoresAStartWithoutATimeOrWithTooLongAOne() {
    start(0);
    start(1_801);
    assertEquals(EngineMode.OFF, engine.mode());
  }

  @Test
  void ignoresARemoteStopOfADrivenEngine() {
    engine.set(EngineMode.DRIVER);
    stop();
    assertEquals("DRIVER", told());
  }

  @Test
  void ignoresARemoteStartOfARunningEngine() {
    engine.set(EngineMode.DRIVER);
    start(600);
    assertEquals("DRIVER", told());
  }

  @Test
  void goesOnWhenADriverTakesARemotelyStartedEngineOver() {
    start(10);
    engine.set(EngineMode.DRIVER);
    bench.timeline.advance(Duration.ofSeconds(20));
    assertEquals("DRIVER", told());
  }

  private void start(long seconds) {
    bench.order("ENGINE_COMMAND", "START", Map.of("RunTime", seconds));
  }

  private void stop() {
    bench.order("ENGINE_COMMAND", "STOP", Map.of("RunTime", 0L));
  }

  private String told() {
    return bench.told("ENGINE_STATUS", "Engine");
  }
}
