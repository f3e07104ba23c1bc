package dev.portcullis.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.state.FrameVerdict;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class UnauthenticCountsTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(-SECOND);
  private final UnauthenticCounts counts = new UnauthenticCounts(now::get);

  private Optional<String> fake() {
    return counts.count("SPEED", FrameVerdict.BAD_MAC);
  }

  @Test
  void tellsTheFirstAtOnceAndAFloodOnceASecond() {
    assertEquals(Optional.of("BAD_MAC: a frame not taken"), fake());
    for (int i = 0; i < 1_000; i++) {
      assertEquals(Optional.empty(), fake());
    }
    now.addAndGet(SECOND);
    assertEquals(Optional.of("BAD_MAC: 1001 frames not taken"), fake());
    assertEquals(Optional.empty(), fake());
  }

  @Test
  void keepsMessagesAndVerdictsApart() {
    assertEquals(Optional.of("BAD_MAC: a frame not taken"), fake());
    assertEquals(
        Optional.of("REPLAYED: a frame not taken"), counts.count("SPEED", FrameVerdict.REPLAYED));
    assertEquals(
        Optional.of("BAD_MAC: a frame not taken"),
        counts.count("BODY_STATUS", FrameVerdict.BAD_MAC));
  }
}
