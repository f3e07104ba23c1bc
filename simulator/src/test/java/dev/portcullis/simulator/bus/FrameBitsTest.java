package dev.portcullis.simulator.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameBitsTest {

  @Test
  void staysBetweenTheShortestAndTheLongestFrameOfEightBytes() {
    var random = new Random(500);
    for (int i = 0; i < 10_000; i++) {
      var payload = new byte[8];
      random.nextBytes(payload);
      int bits =
          FrameBits.of(new CanFrame.Data(new Standard(random.nextInt(0x800)), Bytes.of(payload)));
      assertTrue(bits >= 111 && bits <= 135, bits + " bits");
    }
  }

  @Test
  void stuffsAFrameOfZerosEveryFifthBit() {
    // SOF and 18 more zeros, the CRC of nothing but zeros, then its delimiter: 34 bits, a stuffed
    // one after every fifth zero, and after each of them a new run of five.
    int bits = FrameBits.of(new CanFrame.Data(new Standard(0), Bytes.empty()));
    assertEquals(34 + 6 + 13, bits);
  }

  @Test
  void countsTwentyMoreBitsForAnExtendedId() {
    // Alternating bits, so that stuffing happens at most in the CRC.
    var standard = FrameBits.of(new CanFrame.Remote(new Standard(0x555), 2));
    var extended = FrameBits.of(new CanFrame.Remote(new Extended(0x1555_5555 & Extended.MAX), 2));
    assertTrue(Math.abs(extended - standard - 20) <= 3);
  }
}
