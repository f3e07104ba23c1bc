package dev.portcullis.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome.Passed;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecodingAllocationTest {

  private static final int FRAMES = 200_000;
  private static final int ROUNDS = 5;

  /** What the measuring itself, or a compiler at work, may cost in a round of 200,000 frames. */
  private static final long NOISE = 16_384;

  @Test
  void decodingIntoTheSameRoomAllocatesNothingPerFrame() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
        "this JVM does not count allocated bytes");
    Message message =
        Database.parse(
                """
                BO_ 1 M: 8 A
                 SG_ X M : 0|2@1+ (1,0) [0|0] "" A
                 SG_ I m1 : 15|24@0- (0.5,-3) [0|0] "" A
                 SG_ F m2 : 32|32@1- (2,1) [0|0] "" A
                 SG_ G m0 : 8|56@1+ (0.1,0) [0|0] "" A
                SIG_VALTYPE_ 1 F : 1;
                """)
            .orFault()
            .message("M")
            .orFault();
    var random = new Random(5);
    var payloads = new Bytes[64];
    for (int i = 0; i < payloads.length; i++) {
      var payload = new byte[8];
      random.nextBytes(payload);
      payloads[i] = Bytes.of(payload);
    }
    SignalValues values = message.newValues();
    long least = Long.MAX_VALUE;
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = allocated();
      sum += decode(message, payloads, values);
      least = Math.min(least, allocated() - before);
    }
    assertEquals(0, Math.max(0, least - NOISE), least + " bytes for " + FRAMES + " frames, " + sum);
  }

  private static double decode(Message message, Bytes[] payloads, SignalValues values) {
    double sum = 0;
    for (int i = 0; i < FRAMES; i++) {
      if (message.decode(payloads[i % payloads.length], values) instanceof Passed) {
        for (int signal = 0; signal < 4; signal++) {
          if (values.isPresent(signal)) {
            sum += values.physical(signal);
          }
        }
      }
    }
    return sum;
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
