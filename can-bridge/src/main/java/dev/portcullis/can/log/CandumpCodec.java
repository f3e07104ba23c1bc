package dev.portcullis.can.log;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Reads and writes single lines of the form that {@code candump -l} of can-utils writes, and {@code
 * canplayer} and most tools read.
 *
 * <pre>
 * (1436509052.249713) can0 044#2A366C2BBA      classic, 11-bit id (3 digits)
 * (1436509052.249713) can0 12345678#           classic, 29-bit id (8 digits)
 * (1436509052.249713) can0 123#R4              remote, code 4; #R alone is code 0
 * (1436509052.249713) can0 123##1AABB          FD; the first digit holds the flags
 * (1436509052.249713) can0 20000004#0004…      error frame: CAN_ERR_FLAG in the id, 8 bytes
 * </pre>
 *
 * Read besides: nanoseconds (nine digits, {@code -N}), lower-case digits, several spaces before the
 * interface (candump aligns names), a lone {@code R} or {@code T} at the end (direction, {@code
 * -x}), and of the FD flags also ESI and FDF, which a {@link CanFrame} does not hold. Everything
 * else is refused; a remote frame and a frame of 8 bytes with a raw length code ({@code _9}) too.
 */
public final class CandumpCodec {

  /** No line of a recording is longer: an FD frame of 64 bytes, with room for wide columns. */
  public static final int MAX_LINE = 256;

  /** CAN_ERR_FLAG of {@code linux/can.h}: set in the id of an error frame. */
  static final long ERROR_FLAG = 0x2000_0000L;

  /** CANFD_BRS of {@code linux/can.h}. */
  static final int BIT_RATE_SWITCH = 0x1;

  /** CANFD_ESI and CANFD_FDF of {@code linux/can.h}. */
  static final int OTHER_FLAGS = 0x2 | 0x4;

  static final int ERROR_BYTES = 8;
  static final int ERROR_CONTROLLER = 1;

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private CandumpCodec() {}

  /** The line of {@code entry}, without an end; what is below a microsecond is cut off. */
  public static String encode(LogEntry entry) {
    var line = new StringBuilder(MAX_LINE).append('(');
    appendDecimal(line, entry.nanos() / NANOS_PER_SECOND, 10);
    line.append('.');
    appendDecimal(line, entry.nanos() % NANOS_PER_SECOND / NANOS_PER_MICRO, 6);
    line.append(") ").append(entry.bus()).append(' ');
    switch (entry) {
      case LoggedFrame(var _, var _, CanFrame frame) -> append(line, frame);
      case LoggedError(var _, var _, ErrorFrame error) -> append(line, error);
    }
    return line.toString();
  }

  /** {@code frame} as it stands in a line: id, marks and payload. */
  public static String text(CanFrame frame) {
    var text = new StringBuilder();
    append(text, frame);
    return text.toString();
  }

  private static void append(StringBuilder line, CanFrame frame) {
    switch (frame.id()) {
      case ArbitrationId.Standard(int id) -> line.append(HEX.toHexDigits(id, 3));
      case ArbitrationId.Extended(int id) -> line.append(HEX.toHexDigits(id, 8));
    }
    line.append('#');
    switch (frame) {
      case CanFrame.Data _ -> {}
      case CanFrame.Remote(var _, int dlc) -> {
        line.append('R');
        if (dlc > 0) {
          line.append(dlc);
        }
      }
      case CanFrame.Fd(var _, var _, BitRateSwitch rate) ->
          line.append('#').append(rate == BitRateSwitch.ON ? BIT_RATE_SWITCH : 0);
    }
    append(line, frame.payload());
  }

  private static void append(StringBuilder line, ErrorFrame error) {
    var bytes = new byte[ERROR_BYTES];
    bytes[ERROR_CONTROLLER] = (byte) error.controller();
    line.append(HEX.toHexDigits(ERROR_FLAG | error.classes(), 8)).append('#');
    append(line, Bytes.of(bytes));
  }

  private static void append(StringBuilder line, Bytes payload) {
    for (int i = 0; i < payload.size(); i++) {
      HEX.toHexDigits(line, (byte) payload.at(i));
    }
  }

  private static void appendDecimal(StringBuilder line, long value, int digits) {
    var text = Long.toString(value);
    line.repeat('0', Math.max(0, digits - text.length())).append(text);
  }

  /** Reads one line, given without its end. */
  public static Outcome<LogEntry, CandumpRefusal> parse(Bytes line) {
    return line.size() > MAX_LINE
        ? Outcome.refused(CandumpRefusal.LINE_TOO_LONG)
        : new CandumpLine(line).read();
  }

  static void checkTime(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "a time of %d ns before the recording's origin", -nanos));
    }
  }
}
