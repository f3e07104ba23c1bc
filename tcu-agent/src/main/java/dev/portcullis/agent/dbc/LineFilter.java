package dev.portcullis.agent.dbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Writes one line for each line it reads, in order, each as soon as it is read. A line may be of
 * any length; of one longer than the limit only its end is looked for.
 */
final class LineFilter {

  /** A message of 1,024 signals with raw and physical values fits. */
  static final int MAX_LINE = 256 * 1024;

  private static final int LF = '\n';
  private static final int CR = '\r';
  private static final int END = -1;

  private final LineConverter converter;
  private boolean refused;

  LineFilter(LineConverter converter) {
    this.converter = converter;
  }

  /** Until {@code in} ends, or nobody reads {@code out} any more; the exit code. */
  int run(InputStream in, PrintWriter out) throws IOException {
    var line = new ByteArrayOutputStream();
    int size = 0;
    for (int octet = in.read(); octet != END; octet = in.read()) {
      if (octet == LF) {
        answer(line, size, out);
        line.reset();
        size = 0;
        if (out.checkError()) {
          return DbcCommand.UNUSABLE;
        }
      } else {
        size = Math.min(size + 1, MAX_LINE + 1);
        if (size <= MAX_LINE) {
          line.write(octet);
        }
      }
    }
    if (size > 0) {
      answer(line, size, out);
    }
    return refused ? DbcCommand.REFUSED : DbcCommand.DONE;
  }

  private void answer(ByteArrayOutputStream line, int size, PrintWriter out) {
    Answer answer =
        size > MAX_LINE
            ? Answer.refused("LINE_TOO_LONG", "a line has at most " + MAX_LINE + " bytes")
            : converter.convert(withoutReturn(line.toString(StandardCharsets.UTF_8)));
    refused |= answer.isRefusal();
    out.print(answer.json());
    out.print('\n');
    out.flush();
  }

  private static String withoutReturn(String line) {
    boolean ended = !line.isEmpty() && line.charAt(line.length() - 1) == CR;
    return ended ? line.substring(0, line.length() - 1) : line;
  }
}
