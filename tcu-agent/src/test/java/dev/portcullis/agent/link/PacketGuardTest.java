package dev.portcullis.agent.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketGuardTest {

  private final ArrayList<String> violations = new ArrayList<>();

  private PacketGuard guard(int... bytes) {
    return new PacketGuard(
        new ByteArrayInputStream(ScriptedBroker.bytes(bytes)), 300, violations::add);
  }

  @Test
  void letsPacketsOfAllowedSizePass() throws IOException {
    var packets = new int[] {0x20, 2, 0, 0, 0xD0, 0, 0x32, 1, 0xff, 0x40, 2, 0xff, 0xff};
    assertArrayEquals(ScriptedBroker.bytes(packets), guard(packets).readAllBytes());
    assertEquals(0, violations.size());
  }

  @Test
  void endsTheStreamBeforeAPacketThatIsTooLarge() {
    assertThrows(IOException.class, () -> guard(0x20, 2, 0, 0, 0x32, 0xff, 0x02).readAllBytes());
    assertEquals(1, violations.size());
  }

  @Test
  void endsTheStreamAtALengthOfFiveBytes() {
    assertThrows(IOException.class, () -> guard(0x32, 0x80, 0x80, 0x80, 0x80, 0).readAllBytes());
    assertEquals(1, violations.size());
  }

  @Test
  void followsPacketsHoweverTheyAreCut() throws IOException {
    var random = new Random(4);
    for (int round = 0; round < 200; round++) {
      var packet = new byte[2 + random.nextInt(100)];
      random.nextBytes(packet);
      packet[1] = (byte) (packet.length - 2);
      var twice = ScriptedBroker.join(packet, packet, ScriptedBroker.bytes(0x32, 0xff, 0x7f));
      var guard = new PacketGuard(new ByteArrayInputStream(twice), 300, violations::add);
      int left = 2 * packet.length;
      while (left > 0) {
        int step = Math.min(left, 1 + random.nextInt(20));
        left -=
            random.nextBoolean() ? guard.read(new byte[step], 0, step) : guard.read() < 0 ? 0 : 1;
      }
      assertEquals(round, violations.size());
      assertThrows(IOException.class, guard::readAllBytes);
      assertEquals(round + 1, violations.size());
    }
  }
}
