package dev.portcullis.simulator.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.BitRate;
import dev.portcullis.simulator.bus.BusTap;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.RecordingNode;
import dev.portcullis.simulator.bus.SteppedTimeline;
import dev.portcullis.simulator.bus.Transceiver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlcanChannelTest {

  private static final String DONE = "\r";
  private static final String REFUSED = "\u0007";
  private static final int LONGEST_ANSWER = "V1013\r".length();
  private static final CanFrame FRAME =
      new CanFrame.Data(new Standard(0x2F0), Bytes.fromHex("0102"));

  private static final CanFrame FD =
      new CanFrame.Fd(new Standard(0x2F0), Bytes.fromHex("0102"), CanFrame.BitRateSwitch.ON);

  private final SteppedTimeline timeline = new SteppedTimeline();
  private final CanBus bus = new CanBus(timeline, BitRate.KBIT_500, new BusTap());
  private final RecordingNode listener = new RecordingNode("listener");
  private final SlcanChannel channel = new SlcanChannel(bus.attach(new RecordingNode("TCU")));

  SlcanChannelTest() {
    var _ = bus.attach(listener);
  }

  @Test
  void opensAfterItsBitRateWasSet() {
    assertEquals(REFUSED, answer("O"));
    assertEquals(DONE, answer("S6"));
    assertEquals(DONE, answer("O"));
    assertEquals(REFUSED, answer("O"));
    assertEquals(REFUSED, answer("S6"));
  }

  @Test
  void closesInAnyStateAndKeepsItsBitRate() {
    assertEquals(DONE, answer("C"));
    open();
    assertEquals(DONE, answer("C"));
    assertEquals(DONE, answer("O"));
  }

  @Test
  void refusesABitRateThatIsNotThatOfTheBus() {
    assertEquals(REFUSED, answer("S5"));
    assertEquals(REFUSED, answer("O"));
  }

  @Test
  void sendsAFrameOnceOpen() {
    assertEquals(REFUSED, answer("t2F020102"));
    open();
    assertEquals("z\r", answer("t2F020102"));
    assertEquals("Z\r", answer("T000000010"));
    timeline.advance(Duration.ofSeconds(1));
    assertEquals(FRAME, listener.heard().getFirst());
    assertEquals(2, listener.heard().size());
  }

  @Test
  void refusesToSendWhileItOnlyListens() {
    assertEquals(DONE, answer("S6"));
    assertEquals(DONE, answer("L"));
    assertEquals(REFUSED, answer("t2F020102"));
    assertEquals(Optional.of(Bytes.utf8("t2F020102\r")), channel.heard(FRAME));
  }

  @Test
  void refusesAFrameWhenItsQueueIsFull() {
    open();
    for (int i = 0; i < Transceiver.CAPACITY; i++) {
      assertEquals("z\r", answer("t2F020102"));
    }
    assertEquals(REFUSED, answer("t2F020102"));
    assertEquals("F02\r", answer("F"));
    assertEquals("F00\r", answer("F"));
  }

  @Test
  void saysThatItIsOffTheBusUntilItsChannelIsClosed() {
    open();
    bus.besiege(new NodeName("TCU"));
    assertEquals("z\r", answer("t2F020102"));
    timeline.advance(Duration.ofSeconds(1));
    assertEquals("FA4\r", answer("F"));
    assertEquals("FA4\r", answer("F"));
    assertEquals(REFUSED, answer("t2F020102"));
    assertEquals(Optional.empty(), channel.heard(FRAME));
    assertEquals(DONE, answer("C"));
    assertEquals(DONE, answer("O"));
    assertEquals("F00\r", answer("F"));
    assertEquals(Optional.of(Bytes.utf8("t2F020102\r")), channel.heard(FRAME));
    assertEquals(List.of(), listener.heard());
  }

  @Test
  void aFrameThatWaitsWhenTheChannelIsClosedIsNeverSent() {
    open();
    assertEquals("z\r", answer("t2F020102"));
    assertEquals(DONE, answer("C"));
    assertEquals(DONE, answer("O"));
    timeline.advance(Duration.ofSeconds(1));
    assertEquals(List.of(), listener.heard());
  }

  @Test
  void knowsNoFdFrameWithoutADataRate() {
    open();
    assertEquals(REFUSED, answer("d2F020102"));
    assertEquals(REFUSED, answer("Y2"));
    assertEquals(Optional.empty(), channel.heard(FD));
  }

  @Test
  void carriesFdFramesOnceTheDataRateIsSet() {
    assertEquals(REFUSED, answer("Y5"));
    assertEquals(DONE, answer("Y2"));
    assertEquals(REFUSED, answer("O"));
    open();
    assertEquals("z\r", answer("b2F020102"));
    assertEquals("Z\r", answer("D0000000190102030405060708090A0B0C"));
    assertEquals(REFUSED, answer("b2F0901"));
    timeline.advance(Duration.ofSeconds(1));
    assertEquals(FD, listener.heard().getFirst());
    assertEquals(Optional.of(Bytes.utf8("b2F020102\r")), channel.heard(FD));
    channel.reset();
    open();
    assertEquals(REFUSED, answer("b2F020102"));
  }

  @Test
  void tellsTheHostOfFramesOnlyWhileOpen() {
    assertEquals(Optional.empty(), channel.heard(FRAME));
    open();
    assertEquals(Optional.of(Bytes.utf8("t2F020102\r")), channel.heard(FRAME));
    assertEquals(DONE, answer("C"));
    assertEquals(Optional.empty(), channel.heard(FRAME));
  }

  @Test
  void answersWhatItIsAndHowItFares() {
    assertEquals("V1013\r", answer("V"));
    assertEquals("NSIM1\r", answer("N"));
    assertEquals(REFUSED, answer("F"));
    open();
    assertEquals("F00\r", answer("F"));
    channel.lostForHost();
    assertEquals("F01\r", answer("F"));
    assertEquals("F00\r", answer("F"));
    assertEquals(DONE, answer("Z0"));
    assertEquals(REFUSED, answer("Z1"));
  }

  @Test
  void answersNonsenseWithBell() {
    open();
    for (String line :
        List.of("t2F02010", "t2F0201023", "t8001AA", "t2f00", "X", "S9", "z", "V1", "F0", "F00")) {
      assertEquals(REFUSED, answer(line), line);
    }
    timeline.advance(Duration.ofSeconds(1));
    assertEquals(List.of(), listener.heard());
  }

  @Test
  void forgetsEverythingWithoutPower() {
    open();
    assertEquals("z\r", answer("t2F020102"));
    channel.reset();
    timeline.advance(Duration.ofSeconds(1));
    assertEquals(List.of(), listener.heard());
    assertEquals(REFUSED, answer("O"));
  }

  @Test
  void survivesWhateverTheHostWrites() {
    var random = new Random(232);
    var alphabet = "CSO6LVNFZ01tTrRdDbB2F0ABCxyz\r\r\r\r\u0007".getBytes(StandardCharsets.US_ASCII);
    var lines = new HostLines();
    for (int turn = 0; turn < 2_000; turn++) {
      var chunk = new byte[random.nextInt(64)];
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = alphabet[random.nextInt(alphabet.length)];
      }
      lines.feed(
          Bytes.of(chunk), line -> assertTrue(channel.answer(line).size() <= LONGEST_ANSWER));
      timeline.advance(Duration.ofMillis(1));
    }
  }

  private void open() {
    assertEquals(DONE, answer("S6"));
    assertEquals(DONE, answer("O"));
  }

  private String answer(String line) {
    return new String(channel.answer(Bytes.utf8(line)).toArray(), StandardCharsets.US_ASCII);
  }
}
