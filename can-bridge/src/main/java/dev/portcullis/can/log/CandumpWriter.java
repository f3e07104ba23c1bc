package dev.portcullis.can.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a recording, a line for each entry, in the order they are given. For one thread. */
public final class CandumpWriter implements AutoCloseable {

  private final OutputStream out;

  /** Writes to {@code out}, which is closed with the writer. */
  public CandumpWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  /**
   * Writes the line of {@code entry}.
   *
   * @throws IOException if it cannot be written
   */
  public void write(LogEntry entry) throws IOException {
    out.write(CandumpCodec.encode(entry).getBytes(StandardCharsets.US_ASCII));
    out.write('\n');
  }

  /** Writes out what is held back, also when that throws. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
