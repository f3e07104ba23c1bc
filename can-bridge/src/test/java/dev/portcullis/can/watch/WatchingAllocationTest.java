package dev.portcullis.can.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.watch.TestBus.Timed;
import dev.portcullis.crypto.Bytes;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchingAllocationTest {

  private static final int ROUNDS = 8;

  /** What the measuring itself, or a compiler at work, may cost in a round of 90,000 frames. */
  private static final long NOISE = 16_384;

  @Test
  void aFrameInWhichNothingIsFoundAllocatesNothing() {
    List<Timed> frames = TestBus.drive(5, 600 * TestBus.SECOND);
    var bus = WatchedBus.learned();
    long least = leastOfSomeRounds(bus, frames, 600 * TestBus.SECOND);
    assertEquals(0, Math.max(0, least - NOISE), least + " bytes for " + frames.size());
  }

  @Test
  void aFloodOfStrangersAllocatesOnlyWhatIsTold() {
    var flood = new java.util.ArrayList<Timed>();
    for (int i = 0; i < 50_000; i++) {
      flood.add(new Timed(new CanFrame.Data(new Extended(i * 7919), Bytes.empty()), i * 100_000L));
    }
    var bus = WatchedBus.learned();
    long least = leastOfSomeRounds(bus, flood, 5 * TestBus.SECOND);
    assertEquals(0, Math.max(0, least - NOISE), least + " bytes for " + flood.size());
  }

  private static long leastOfSomeRounds(WatchedBus bus, List<Timed> frames, long length) {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
        "this JVM does not count allocated bytes");
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = allocated();
      for (int i = 0; i < frames.size(); i++) {
        Timed each = frames.get(i);
        bus.watch.accept(each.frame(), Origin.BUS, each.nanos() + round * length);
      }
      least = Math.min(least, allocated() - before);
    }
    return least;
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
