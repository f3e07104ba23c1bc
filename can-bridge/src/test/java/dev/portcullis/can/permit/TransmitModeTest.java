package dev.portcullis.can.permit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TransmitModeTest {

  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Mode OPERATING = new Mode.Operating();

  /** Close to where a monotonic clock goes from its greatest number to its least. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  private final TransmitMode mode = new TransmitMode(now::get);

  private void silentFor(Silence why) {
    assertEquals(new Mode.Silent(why), mode.now());
  }

  @Test
  void isSilentUntilTheAdapterIsThereAndTheGateWasHeard() {
    silentFor(Silence.BUS_FAULT);
    mode.end(Silence.BUS_FAULT);
    silentFor(Silence.GATE_LOST);
    mode.heard(TWO_SECONDS);
    assertEquals(OPERATING, mode.now());
  }

  @Test
  void aGateThatWasHeardFirstStillWaitsForTheAdapter() {
    mode.heard(TWO_SECONDS);
    silentFor(Silence.BUS_FAULT);
    mode.end(Silence.BUS_FAULT);
    assertEquals(OPERATING, mode.now());
  }

  @Test
  void aGateThatIsNotHeardAgainIsLostWithoutAnybodySayingSo() {
    operate();
    now.addAndGet(TWO_SECONDS.toNanos() - 1);
    assertEquals(OPERATING, mode.now());
    now.incrementAndGet();
    silentFor(Silence.GATE_LOST);
    mode.heard(TWO_SECONDS);
    assertEquals(OPERATING, mode.now());
  }

  @Test
  void aGateThatWasLostIsNotBackBecauseTimeWentOn() {
    operate();
    mode.silence(Silence.GATE_LOST);
    silentFor(Silence.GATE_LOST);
    now.incrementAndGet();
    silentFor(Silence.GATE_LOST);
  }

  @Test
  void oneCauseAloneIsEnoughAndTheEndOfAnotherEndsNothing() {
    operate();
    mode.silence(Silence.BUS_FAULT);
    mode.silence(Silence.CHANGING);
    silentFor(Silence.CHANGING);
    mode.end(Silence.CHANGING);
    silentFor(Silence.BUS_FAULT);
    mode.end(Silence.GATE_LOST);
    silentFor(Silence.BUS_FAULT);
    mode.end(Silence.BUS_FAULT);
    assertEquals(OPERATING, mode.now());
  }

  @Test
  void whoHearsTheGateEndsNoFaultOfTheBusAndNoChange() {
    operate();
    mode.silence(Silence.CHANGING);
    mode.heard(TWO_SECONDS);
    silentFor(Silence.CHANGING);
  }

  private void operate() {
    mode.end(Silence.BUS_FAULT);
    mode.heard(TWO_SECONDS);
    assertEquals(OPERATING, mode.now());
  }
}
