package dev.portcullis.simulator.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.frame.SlcanCodec;
import dev.portcullis.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostLinesTest {

  private final HostLines lines = new HostLines();
  private final List<Bytes> seen = new ArrayList<>();

  @Test
  void putsLinesTogetherHoweverTheyAreChopped() {
    for (String chunk : List.of("C\rS", "6", "\r", "\rO\rt2")) {
      lines.feed(Bytes.utf8(chunk), seen::add);
    }
    assertEquals(List.of(Bytes.utf8("C"), Bytes.utf8("S6"), Bytes.empty(), Bytes.utf8("O")), seen);
  }

  @Test
  void keepsOneCharacterTooManyOfALineWithoutEnd() {
    lines.feed(Bytes.utf8("t".repeat(100_000) + "\rC\r"), seen::add);
    assertEquals(SlcanCodec.MAX_LINE + 1, seen.getFirst().size());
    assertEquals(Bytes.utf8("C"), seen.getLast());
  }
}
