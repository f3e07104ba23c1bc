package dev.portcullis.can.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.crypto.Bytes;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CanFrameTest {

  @Test
  void aStandardAndAnExtendedIdOfTheSameNumberDiffer() {
    assertNotEquals(new Standard(0x123), new Extended(0x123));
  }

  @Test
  void noFrameHasALengthTheBusCannotCarry() {
    var id = new Standard(1);
    assertThrows(
        IllegalArgumentException.class, () -> new CanFrame.Data(id, Bytes.of(new byte[9])));
    assertThrows(IllegalArgumentException.class, () -> new CanFrame.Remote(id, 9));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CanFrame.Fd(id, Bytes.of(new byte[9]), BitRateSwitch.OFF));
    assertThrows(IllegalArgumentException.class, () -> new Standard(0x800));
    assertThrows(IllegalArgumentException.class, () -> new Extended(0x2000_0000));
  }

  @Test
  void everyFdCodeHasItsLengthAndBack() {
    for (int code = 0; code < 16; code++) {
      int length = Dlc.fdLength(code).orElseThrow();
      assertEquals(OptionalInt.of(code), Dlc.fdCode(length));
    }
    assertEquals(OptionalInt.empty(), Dlc.fdLength(16));
    assertEquals(OptionalInt.empty(), Dlc.fdCode(9));
  }

  @Test
  void theChecksumHasItsPublishedCheckValue() {
    assertEquals(0x4B, Crc8.of(Bytes.utf8("123456789")));
    var payload = Bytes.fromHex("01020304050607ff");
    assertEquals(
        Crc8.of(Bytes.fromHex("f002" + "01020304050607")),
        Crc8.protect(new Standard(0x2F0), payload, 7));
  }
}
