package dev.portcullis.can.log;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a recording line by line, in the memory of one line. Lines end in {@code LF} or {@code CR
 * LF}; the last one may have no end. A refused line is reported with its number, and the next one
 * is read. For one thread.
 */
public final class CandumpReader implements AutoCloseable {

  private final InputStream in;
  private final byte[] line = new byte[CandumpCodec.MAX_LINE + 1];
  private long number;

  /** Reads from {@code in}, which is closed with the reader. */
  public CandumpReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * The next line.
   *
   * @return empty at the end of the recording
   * @throws IOException if it cannot be read
   */
  public Optional<Outcome<LogEntry, RefusedLine>> next() throws IOException {
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    number++;
    int length = 0;
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (length < line.length) {
        line[length] = (byte) next;
      }
      length = Math.min(length + 1, line.length + 1);
    }
    if (length > 0 && length <= line.length && line[length - 1] == '\r') {
      length--;
    }
    return Optional.of(parse(length).mapRefusal(why -> new RefusedLine(number, why)));
  }

  private Outcome<LogEntry, CandumpRefusal> parse(int length) {
    return length > CandumpCodec.MAX_LINE
        ? Outcome.refused(CandumpRefusal.LINE_TOO_LONG)
        : CandumpCodec.parse(Bytes.copyOf(line, 0, length));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
