package dev.portcullis.simulator.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.Transceiver.Queued;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanBusTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SteppedTimeline timeline = new SteppedTimeline();
  private final BusTap tap = new BusTap();
  private final CanBus bus = new CanBus(timeline, BitRate.KBIT_500, tap);
  private final RecordingNode listener = new RecordingNode("listener");
  private final RecordingNode left = new RecordingNode("left");
  private final RecordingNode right = new RecordingNode("right");
  private final Transceiver leftSide = bus.attach(left);
  private final Transceiver rightSide = bus.attach(right);

  CanBusTest() {
    var _ = bus.attach(listener);
  }

  @Test
  void deliversAFrameToEveryOtherNodeAndNotToItsSender() {
    var frame = frame(0x2F1);
    send(leftSide, frame);
    timeline.advance(SECOND);
    assertEquals(List.of(frame), listener.heard());
    assertEquals(List.of(frame), right.heard());
    assertEquals(List.of(), left.heard());
  }

  @Test
  void letsTheLowerIdGoFirstWhenSeveralWant() {
    send(leftSide, frame(0x300));
    send(rightSide, frame(0x100));
    send(leftSide, frame(0x001));
    timeline.advance(SECOND);
    // 001 waits behind its own node's 300: a queue, not a set of mailboxes.
    assertEquals(List.of(frame(0x100), frame(0x300), frame(0x001)), listener.heard());
  }

  @Test
  void letsAStandardFrameWinOverAnExtendedOneOfTheSameBase() {
    var extended = new CanFrame.Data(new Extended(0x100 << 18), Bytes.empty());
    send(leftSide, extended);
    send(rightSide, frame(0x100));
    timeline.advance(SECOND);
    assertEquals(List.of(frame(0x100), extended), listener.heard());
  }

  @Test
  void letsDataWinOverARemoteFrameOfTheSameId() {
    var remote = new CanFrame.Remote(new Standard(0x100), 8);
    send(leftSide, remote);
    send(rightSide, frame(0x100));
    timeline.advance(SECOND);
    assertEquals(List.of(frame(0x100), remote), listener.heard());
  }

  @Test
  void letsAnExtendedFrameOfALowerBaseWinOverAStandardOne() {
    var extended = new CanFrame.Data(new Extended(0x0FF << 18 | 0x3FFFF), Bytes.empty());
    send(leftSide, frame(0x100));
    send(rightSide, extended);
    timeline.advance(SECOND);
    assertEquals(List.of(extended, frame(0x100)), listener.heard());
  }

  @Test
  void doesNotInterruptAFrameForAStrongerOne() {
    send(leftSide, frame(0x300));
    timeline.advance(Duration.ofNanos(1));
    send(rightSide, frame(0x100));
    timeline.advance(SECOND);
    assertEquals(List.of(frame(0x300), frame(0x100)), listener.heard());
  }

  @Test
  void deliversNothingBeforeTheFramesBitsAreOver() {
    var frame = frame(0x2F1);
    var duration = BitRate.KBIT_500.timeOf(FrameBits.of(frame));
    send(leftSide, frame);
    timeline.advance(duration.minusNanos(1));
    assertEquals(List.of(), listener.heard());
    timeline.advance(Duration.ofNanos(1));
    assertEquals(List.of(frame), listener.heard());
  }

  @Test
  void sendsBackToBackFramesWithoutAGapOrAnOverlap() {
    for (int i = 0; i < 10; i++) {
      send(leftSide, frame(0x200 + i));
      send(rightSide, frame(0x100 + i));
    }
    var begin = timeline.now();
    timeline.advance(SECOND);
    var seen = tap.between(left.name(), begin, timeline.now());
    assertEquals(10, seen.size());
    for (int i = 1; i < seen.size(); i++) {
      assertEquals(seen.get(i - 1).end(), seen.get(i).start());
    }
    assertEquals(
        tap.between(right.name(), begin, timeline.now()).getLast().end(), seen.getFirst().start());
  }

  @Test
  void carriesAsManyFramesASecondAsARealBus() {
    var begin = timeline.now();
    refill();
    timeline.advance(SECOND);
    long frames = tap.count(left.name());
    assertTrue(frames >= 3_704 && frames <= 4_505, frames + " frames a second");
    assertEquals(frames, tap.between(left.name(), begin, timeline.now()).size());
  }

  @Test
  void refusesAFrameWhenTheQueueIsFull() {
    for (int i = 0; i < Transceiver.CAPACITY; i++) {
      send(leftSide, frame(i));
    }
    assertEquals(Queued.FULL, leftSide.transmit(frame(0x7FF)));
    assertEquals(Queued.TAKEN, rightSide.transmit(frame(0x7FF)));
  }

  @Test
  void carriesAnFdFrameInTheTimeOfItsTwoBitRates() {
    var begin = timeline.now();
    var fd =
        new CanFrame.Fd(
            new Standard(0x2F1), Bytes.fromHex("55".repeat(20)), CanFrame.BitRateSwitch.ON);
    send(leftSide, fd);
    timeline.advance(SECOND);
    assertEquals(List.of(fd), listener.heard());
    var sighting = tap.between(left.name(), begin, timeline.now()).getFirst();
    // 30 to 34 nominal bits of 2 µs, 197 data bits and a few stuffed ones of half a microsecond.
    long micros = sighting.start().until(sighting.end()).toNanos() / 1_000;
    assertTrue(micros >= 158 && micros <= 175, micros + " µs");
  }

  @Test
  void forgetsWhatASwitchedOffNodeWantedToSend() {
    send(leftSide, frame(1));
    send(leftSide, frame(2));
    leftSide.clear();
    timeline.advance(SECOND);
    assertEquals(List.of(), listener.heard());
    send(leftSide, frame(3));
    timeline.advance(SECOND);
    assertEquals(List.of(frame(3)), listener.heard());
  }

  @Test
  void countsFramesBySenderWhateverTheirId() {
    send(leftSide, frame(0x100));
    send(rightSide, frame(0x100));
    send(rightSide, frame(0x100));
    timeline.advance(SECOND);
    assertEquals(1, tap.count(left.name()));
    assertEquals(2, tap.count(right.name()));
    assertEquals(0, tap.count(listener.name()));
    assertEquals(List.of(left.name(), right.name()), List.copyOf(tap.counts().keySet()));
  }

  @Test
  void answersWhatASenderSentInATimeSpan() {
    send(leftSide, frame(1));
    timeline.advance(SECOND);
    var between = timeline.now();
    send(leftSide, frame(2));
    timeline.advance(SECOND);
    var after = timeline.now();
    send(leftSide, frame(3));
    timeline.advance(SECOND);
    var seen = tap.between(left.name(), between, after);
    assertEquals(List.of(frame(2)), seen.stream().map(Sighting::frame).toList());
  }

  private void refill() {
    while (leftSide.transmit(frame(0x2F1)) == Queued.TAKEN) {}
    timeline.after(Duration.ofMillis(1), this::refill);
  }

  private static void send(Transceiver from, CanFrame frame) {
    assertEquals(Queued.TAKEN, from.transmit(frame));
  }

  private static CanFrame frame(int id) {
    return new CanFrame.Data(new Standard(id), Bytes.fromHex("0123456789abcdef"));
  }
}
