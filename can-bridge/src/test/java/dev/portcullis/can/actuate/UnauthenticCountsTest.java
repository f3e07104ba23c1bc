package dev.portcullis.can.actuate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.state.FrameVerdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnauthenticCountsTest {

  private static final long SECOND = 1_000_000_000L;

  private final List<String> told = new ArrayList<>();
  private final UnauthenticCounts counts =
      new UnauthenticCounts((message, why, frames) -> told.add(message + " " + why + " " + frames));

  @Test
  void tellsTheFirstAtOnceAndAFloodOnceASecond() {
    long now = Long.MAX_VALUE - 1;
    counts.count("SPEED", FrameVerdict.BAD_MAC, now);
    assertEquals(List.of("SPEED BAD_MAC 1"), told);
    for (int i = 0; i < 1_000; i++) {
      counts.count("SPEED", FrameVerdict.BAD_MAC, now + i);
    }
    assertEquals(1, told.size());
    counts.count("SPEED", FrameVerdict.BAD_MAC, now + SECOND);
    counts.count("SPEED", FrameVerdict.BAD_MAC, now + SECOND);
    assertEquals(List.of("SPEED BAD_MAC 1", "SPEED BAD_MAC 1001"), told);
  }

  @Test
  void keepsMessagesAndVerdictsApart() {
    counts.count("SPEED", FrameVerdict.BAD_MAC, 0);
    counts.count("SPEED", FrameVerdict.REPLAYED, 0);
    counts.count("BODY_STATUS", FrameVerdict.BAD_MAC, 0);
    assertEquals(List.of("SPEED BAD_MAC 1", "SPEED REPLAYED 1", "BODY_STATUS BAD_MAC 1"), told);
  }
}
