package dev.portcullis.simulator.serial;

import dev.portcullis.can.frame.SlcanCodec;
import dev.portcullis.crypto.Bytes;
import java.util.function.Consumer;

/**
 * Cuts what the host writes into lines. Of a line longer than any command only the start is kept,
 * which is one character too many to be understood: it is refused like any other nonsense.
 */
final class HostLines {

  private final byte[] line = new byte[SlcanCodec.MAX_LINE + 1];
  private int length;

  /** Hands every line that {@code chunk} completes to {@code sink}, without its carriage return. */
  void feed(Bytes chunk, Consumer<Bytes> sink) {
    for (int i = 0; i < chunk.size(); i++) {
      byte next = (byte) chunk.at(i);
      if (next == SlcanCodec.CARRIAGE_RETURN) {
        var complete = Bytes.copyOf(line, 0, length);
        length = 0;
        sink.accept(complete);
      } else if (length < line.length) {
        line[length++] = next;
      }
    }
  }
}
