package dev.portcullis.simulator.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusLoadTest {

  private static final MonotonicTime ZERO = new MonotonicTime(0);

  private final BusLoad load = new BusLoad(ZERO);

  @Test
  void saysNothingBeforeASecondIsOver() {
    saw(0x100, 500);
    assertEquals(new BusLoad.Reading(0, 0, 0), load.reading());
  }

  @Test
  void countsTheTimeTheFramesAndTheirIdsOfTheLastSecond() {
    saw(0x100, 100);
    saw(0x100, 200);
    saw(0x200, 300);
    saw(0x300, 1100);
    assertEquals(new BusLoad.Reading(0.75, 3, 2), load.reading());
  }

  @Test
  void countsDestroyedFramesAsTimeAlone() {
    var end = ZERO.plus(Duration.ofMillis(100));
    load.destroyed(
        new Destruction(new NodeName("any"), frame(0x100), end.plus(Duration.ofMillis(-10)), end));
    saw(0x300, 1100);
    assertEquals(new BusLoad.Reading(1, 0, 0), load.reading());
  }

  /** A frame of 2.5 ms. */
  private void saw(int id, int endMillis) {
    var end = ZERO.plus(Duration.ofMillis(endMillis));
    var start = end.plus(Duration.ofNanos(-2_500_000));
    load.saw(new Sighting(new NodeName("any"), frame(id), start, end));
  }

  private static CanFrame frame(int id) {
    return new CanFrame.Data(new Standard(id), Bytes.empty());
  }
}
