package dev.portcullis.ota.fetch.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A transfer in a time of its own: what is asked for when, on ways of every kind. */
final class BlockTransferTest {

  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final int SIZE = 16;

  /** An answer on its way. */
  private record Arrival(long at, int token, long offset) {}

  /** What became of a whole transfer. */
  private record Told(int asks, int lost, long nanos, Bytes came) {}

  private static Bytes image(int blocks) {
    byte[] bytes = new byte[blocks * SIZE - 5];
    new Random(1).nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static Told transfer(Bytes image, int window, int lostOfThousand, long jitter, int seed) {
    var random = new Random(seed);
    var settings = new BlockWindow(window, BlockSize.B16);
    var transfer = new BlockTransfer(settings, 0, image.size());
    var arrivals = new PriorityQueue<>(Comparator.comparingLong(Arrival::at));
    var came = new ByteArrayOutputStream();
    long now = 0;
    int asks = 0;
    int lost = 0;
    while (!transfer.isDone()) {
      assertFalse(transfer.hasGivenUp(), "given up after " + asks);
      var ask = transfer.ask(now);
      if (ask.isPresent()) {
        asks++;
        assertTrue(
            ask.get().offset() - came.size() < (long) settings.span() * SIZE,
            "asks further than it can keep");
        if (random.nextInt(1000) < lostOfThousand) {
          lost++;
        } else {
          long late = jitter == 0 ? 0 : random.nextLong(jitter);
          arrivals.add(new Arrival(now + 50 * MILLI + late, ask.get().token(), ask.get().offset()));
        }
        continue;
      }
      long until = transfer.waitUntil(now);
      if (!arrivals.isEmpty() && arrivals.peek().at() <= until) {
        var arrival = arrivals.remove();
        now = Math.max(now, arrival.at());
        int from = (int) arrival.offset();
        transfer.answered(
            arrival.token(), image.slice(from, Math.min(from + SIZE, image.size())), now);
      } else {
        assertTrue(until > now, "waits for nothing");
        now = until;
      }
      for (var next = transfer.poll(); next.isPresent(); next = transfer.poll()) {
        came.writeBytes(next.get().toArray());
      }
    }
    return new Told(asks, lost, now, Bytes.of(came.toByteArray()));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "8, 0, 0",
    "32, 0, 0",
    "32, 10, 0",
    "32, 50, 20",
    "8, 200, 40",
    "4, 150, 0"
  })
  void everyByteComesOnceAndInOrder(int window, int lost, int jitterMillis) {
    var image = image(400);
    for (int seed = 0; seed < 20; seed++) {
      assertEquals(
          image, transfer(image, window, lost, jitterMillis * MILLI, seed).came(), "seed " + seed);
    }
  }

  @Test
  void aWindowBringsThatManyBlocksARoundTrip() {
    var image = image(2000);
    for (int window : new int[] {1, 8, 32}) {
      double trips = transfer(image, window, 0, 0, 1).nanos() / (50.0 * MILLI);
      double least = 2000.0 / window;
      assertTrue(trips >= least * 0.95 && trips < least * 1.1 + 12, window + ": " + trips);
    }
  }

  @Test
  void oneInAHundredLostCostsLittleTimeAndFewRequests() {
    var image = image(4000);
    var clear = transfer(image, 32, 0, 0, 1);
    var rough = transfer(image, 32, 10, 0, 1);

    assertEquals(4000, clear.asks());
    assertTrue(rough.asks() <= 4000 + rough.lost() + 5, rough.asks() + " for " + rough.lost());
    assertTrue(rough.nanos() < clear.nanos() * 1.15, rough.nanos() + " to " + clear.nanos());
  }

  @Test
  void requestsAreSpreadOverTheRoundTrip() {
    var transfer = new BlockTransfer(new BlockWindow(32, BlockSize.B16), 0, 100_000);
    long now = 0;
    var first = transfer.ask(now).orElseThrow();
    assertTrue(transfer.ask(now).isEmpty(), "nobody knows the size of blocks yet");
    now += 50 * MILLI;
    transfer.answered(first.token(), Bytes.of(new byte[SIZE]), now);
    int atOnce = 0;
    while (transfer.ask(now).isPresent()) {
      atOnce++;
    }

    assertTrue(atOnce <= 5, atOnce + " at once");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32})
  void aServerThatNeverAnswersIsAskedAFewTimesLaterEachTime(int window) {
    var transfer = new BlockTransfer(new BlockWindow(window, BlockSize.B16), 0, 1000);
    long now = 0;
    int asks = 0;
    long before = 0;
    long pause = 0;
    while (!transfer.hasGivenUp()) {
      if (transfer.ask(now).isPresent()) {
        asks++;
        assertTrue(now - before >= pause, "sooner than the last time");
        pause = now - before;
        before = now;
      } else if (!transfer.hasGivenUp()) {
        long until = transfer.waitUntil(now);
        assertTrue(until > now);
        now = until;
      }
    }

    assertEquals(8, asks);
    assertTrue(now < Duration.ofMinutes(2).toNanos());
  }

  @Test
  void smallerBlocksBeginWhereTheFirstIsMissing() {
    var transfer = new BlockTransfer(new BlockWindow(4, BlockSize.B64), 0, 1000);
    var first = transfer.ask(0).orElseThrow();
    transfer.answered(first.token(), Bytes.of(new byte[64]), MILLI);
    var second = transfer.ask(2 * MILLI).orElseThrow();
    assertEquals(64, second.offset());
    transfer.shrink(BlockSize.B16);

    assertTrue(transfer.asked(second.token()).isEmpty());
    var next = transfer.ask(20 * MILLI).orElseThrow();
    assertEquals(64, next.offset());
    assertEquals(BlockSize.B16, next.size());
    transfer.answered(second.token(), Bytes.of(new byte[64]), 21 * MILLI);
    assertEquals(64, transfer.poll().orElseThrow().size());
    assertTrue(transfer.poll().isEmpty());
  }

  @Test
  void anotherConnectionIsAskedForWhatIsOutstanding() {
    var transfer = new BlockTransfer(new BlockWindow(4, BlockSize.B64), 0, 1000);
    var first = transfer.ask(0).orElseThrow();
    transfer.forgetRequests();

    var again = transfer.ask(1).orElseThrow();
    assertEquals(first.offset(), again.offset());
    assertTrue(transfer.asked(first.token()).isEmpty());
  }
}
