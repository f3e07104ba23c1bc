package dev.portcullis.simulator.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FdFrameBitsTest {

  private static final int END = 13;

  @Test
  void countsAFrameWithoutStuffedBitsByHand() {
    // SOF, 11 bits, RRS, IDE, FDF, res, BRS; then ESI, DLC, one byte, stuff count, CRC, and six
    // fixed bits between. Of five equal bits in a row there are none: 0 10101010101 0 0 1 0 1,
    // 0 0001, 10101010.
    var bits = FdFrameBits.of(frame(new Standard(0x555), "aa", BitRateSwitch.ON));
    assertEquals(new FdFrameBits(17 + END, 1 + 4 + 8 + 4 + 17 + 6), bits);
  }

  @Test
  void anExtendedIdTakesEighteenBitsAndOneMore() {
    var bits =
        FdFrameBits.of(frame(new Extended(0x1555_5555 & Extended.MAX), "aa", BitRateSwitch.ON));
    assertEquals(17 + 19 + END, bits.nominal());
  }

  @Test
  void aLongerPayloadHasALongerCrc() {
    var sixteen = FdFrameBits.of(frame(new Standard(0x555), "aa".repeat(16), BitRateSwitch.ON));
    var twenty = FdFrameBits.of(frame(new Standard(0x555), "aa".repeat(20), BitRateSwitch.ON));
    // 4 bytes, 4 bits of CRC, and one more fixed bit.
    assertEquals(32 + 4 + 1, twenty.data() - sixteen.data());
  }

  @Test
  void stuffsZerosEveryFifthBitUpToTheEndOfTheData() {
    var bits = FdFrameBits.of(frame(new Standard(0), "", BitRateSwitch.OFF));
    // Fourteen zeros up to FDF: two stuffed; res, BRS, ESI and DLC 0 are seven zeros: one.
    assertEquals(17 + 2 + END, bits.nominal());
    assertEquals(1 + 4 + 1 + 4 + 17 + 6, bits.data());
  }

  @Test
  void staysBetweenNoStuffedBitAndOneInFour() {
    var random = new Random(2);
    for (int i = 0; i < 10_000; i++) {
      var payload = new byte[Dlc.fdLength(random.nextInt(16)).orElseThrow()];
      random.nextBytes(payload);
      var bits =
          FdFrameBits.of(
              new CanFrame.Fd(
                  new Standard(random.nextInt(0x800)), Bytes.of(payload), BitRateSwitch.ON));
      int end = payload.length <= 16 ? 27 : 32;
      int plain = 17 + 5 + 8 * payload.length;
      int counted = bits.nominal() - END + bits.data() - end;
      assertTrue(counted >= plain && counted <= plain + plain / 4, counted + " of " + plain);
    }
  }

  @Test
  void theDataPhaseIsAsFastAsItSwitches() {
    var on = frame(new Standard(0x555), "aa", BitRateSwitch.ON);
    var off = frame(new Standard(0x555), "aa", BitRateSwitch.OFF);
    assertEquals(Duration.ofNanos(30 * 2_000 + 40 * 500), time(on));
    // Not switching is a zero more: six in a row, and one stuffed bit.
    assertEquals(Duration.ofNanos(71 * 2_000), time(off));
  }

  private static Duration time(CanFrame.Fd frame) {
    return FdFrameBits.timeOf(frame, BitRate.KBIT_500, BitRate.MBIT_2);
  }

  private static CanFrame.Fd frame(ArbitrationId id, String payload, BitRateSwitch bitRateSwitch) {
    return new CanFrame.Fd(id, Bytes.fromHex(payload), bitRateSwitch);
  }
}
