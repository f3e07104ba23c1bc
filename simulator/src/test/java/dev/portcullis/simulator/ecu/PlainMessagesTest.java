package dev.portcullis.simulator.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.Crc8;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.MonotonicTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The messages of a car without SecOC, with counter and checksum. */
class PlainMessagesTest {

  private static final Database DATABASE =
      Database.parse(
              """
              BO_ 1 M: 8 N
               SG_ Action : 0|8@1+ (1,0) [0|0] "" N
               SG_ Counter : 48|4@1+ (1,0) [0|0] "" N
               SG_ Checksum : 56|8@1+ (1,0) [0|0] "" N
              VAL_ 1 Action 1 "GO" ;
              """)
          .orFault();

  private final StatusMessage status = new StatusMessage(DATABASE, BusSecurity.none(), "M");
  private final CommandMessage command = new CommandMessage(DATABASE, BusSecurity.none(), "M");
  private MonotonicTime now = new MonotonicTime(0);

  private CanFrame go() {
    return status.next(Map.of("Action", 1L));
  }

  private boolean isObeyed(CanFrame frame) {
    return command.read(frame, now).isPresent();
  }

  @Test
  void countModuloSixteenAndAreSummedUp() {
    for (int i = 0; i < 40; i++) {
      var frame = go();
      assertEquals(i % 16, frame.payload().at(6));
      assertEquals(Crc8.protect(frame.id(), frame.payload(), 7), frame.payload().at(7));
      assertTrue(isObeyed(frame));
    }
  }

  @Test
  void areIgnoredWithAWrongChecksum() {
    var payload = go().payload().toArray();
    payload[7] ^= 1;
    assertEquals(false, isObeyed(new CanFrame.Data(go().id(), Bytes.of(payload))));
  }

  @Test
  void areRepetitionsWithinTwoHundredMilliseconds() {
    var frame = go();
    assertTrue(isObeyed(frame));
    now = now.plus(Duration.ofMillis(100));
    assertEquals(false, isObeyed(frame));
    now = now.plus(Duration.ofMillis(300));
    assertTrue(isObeyed(frame));
  }
}
