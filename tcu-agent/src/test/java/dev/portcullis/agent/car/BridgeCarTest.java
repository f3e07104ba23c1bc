package dev.portcullis.agent.car;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.message.ReceiptDetail;
import org.junit.jupiter.api.Test;

final class BridgeCarTest {

  @Test
  void noWordOfTheDbcIsTooLongOrTooShortForAReceipt() {
    assertEquals("unknown", BridgeCar.shown(""));
    assertEquals("LOCKED", BridgeCar.shown("LOCKED"));
    assertEquals(ReceiptDetail.LONGEST_TEXT, BridgeCar.shown("x".repeat(200)).length());
  }
}
