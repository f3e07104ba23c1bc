package dev.portcullis.can.frame;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.function.Consumer;

/**
 * Cuts a stream of serial bytes into lines, however the reads chop it up. It never holds more than
 * one longest line; whatever is wrong with a line, it is reported once and decoding goes on behind
 * the next carriage return. For one thread.
 */
public final class SlcanDecoder {

  private final byte[] line = new byte[SlcanCodec.MAX_LINE];
  private int length;
  private boolean skipping;

  /** Starts before the first byte of a stream. */
  public SlcanDecoder() {}

  /**
   * Takes the first {@code count} bytes of {@code chunk} and hands every line that became complete
   * to {@code sink}, in their order.
   */
  public void feed(byte[] chunk, int count, Consumer<Outcome<SlcanLine, SlcanRefusal>> sink) {
    for (int i = 0; i < count; i++) {
      accept(chunk[i], sink);
    }
  }

  private void accept(byte next, Consumer<Outcome<SlcanLine, SlcanRefusal>> sink) {
    if (next == SlcanCodec.CARRIAGE_RETURN) {
      endLine(sink);
    } else if (next == SlcanCodec.BELL && length == 0 && !skipping) {
      sink.accept(Outcome.passed(SlcanLine.Plain.ERROR));
    } else if (length == line.length) {
      skipping = true;
    } else {
      line[length++] = next;
    }
  }

  private void endLine(Consumer<Outcome<SlcanLine, SlcanRefusal>> sink) {
    Outcome<SlcanLine, SlcanRefusal> read =
        skipping
            ? Outcome.refused(SlcanRefusal.LINE_TOO_LONG)
            : SlcanCodec.parse(Bytes.copyOf(line, 0, length));
    length = 0;
    skipping = false;
    sink.accept(read);
  }
}
