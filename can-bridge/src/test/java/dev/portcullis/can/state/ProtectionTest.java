package dev.portcullis.can.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.crypto.Bytes;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtectionTest {

  private static final Message MESSAGE =
      Database.parse(
              """
              BO_ 16 M: 8 N
               SG_ Counter : 0|4@1- (1,0) [0|0] "" N
               SG_ Askew : 4|8@1+ (1,0) [0|0] "" N
               SG_ Narrow : 16|7@1+ (1,0) [0|0] "" N
               SG_ First : 24|8@1+ (1,0) [0|0] "" N
               SG_ Motorola : 39|8@0+ (1,0) [0|0] "" N
               SG_ Last : 56|8@1+ (1,0) [0|0] "" N
              """)
          .orFault()
          .message("M")
          .orFault();
  private static final Protection PROTECTION =
      new Protection(MESSAGE, MESSAGE.signal("Counter"), MESSAGE.signal("Last"));

  @Test
  void aChecksumIsOneWholeByteInEitherOrder() {
    assertTrue(Protection.isWholeByte(signal("First")));
    assertTrue(Protection.isWholeByte(signal("Motorola")));
    assertTrue(Protection.isWholeByte(signal("Last")));
    assertFalse(Protection.isWholeByte(signal("Askew")));
    assertFalse(Protection.isWholeByte(signal("Narrow")));
  }

  @Test
  void whatItFillsInIsZeroUntilThen() {
    assertSame(MESSAGE, PROTECTION.message());
    assertEquals(Map.of("Counter", 0L, "Last", 0L), PROTECTION.zeros());
    assertEquals(Map.of(), Protection.none(MESSAGE).zeros());
    assertTrue(PROTECTION.hasChecksum());
    assertFalse(Protection.none(MESSAGE).hasChecksum());
  }

  @Test
  void aCounterRunsThroughAllItsBitsAlsoWhereTheFileCallsItSigned() {
    var payload = new byte[8];
    for (long count = 0; count < 32; count++) {
      PROTECTION.apply(payload, count);
      assertEquals(Optional.of(count % 16), PROTECTION.count(Bytes.of(payload)));
      assertEquals(Optional.of((count + 1) % 16), PROTECTION.countAfter(Bytes.of(payload)));
      assertTrue(PROTECTION.checksumHolds(Bytes.of(payload)));
    }
    assertEquals(Optional.empty(), Protection.none(MESSAGE).countAfter(Bytes.of(payload)));
  }

  private static Signal signal(String name) {
    return MESSAGE.signal(name).orElseThrow();
  }
}
