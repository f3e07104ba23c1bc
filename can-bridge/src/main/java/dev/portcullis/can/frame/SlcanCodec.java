package dev.portcullis.can.frame;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;
import dev.portcullis.can.frame.SlcanLine.Frame;
import dev.portcullis.can.frame.SlcanLine.Plain;
import dev.portcullis.can.frame.SlcanLine.Status;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/**
 * Reads and writes single lines of the serial CAN protocol. One accepted spelling for each line:
 * upper-case digits (what LAWICEL, the Linux kernel and CANable firmware write), exact lengths, no
 * time stamp behind a frame (we never switch it on), nothing behind the end. The Linux kernel's own
 * reader is laxer: it takes {@code t8001AA}, lower-case digits and trailing characters.
 *
 * <pre>
 * t iii l dd…       classic, 11-bit id        r iii l         remote, 11-bit id
 * T iiiiiiii l dd…  classic, 29-bit id        R iiiiiiii l    remote, 29-bit id
 * d iii c dd…       FD, 11-bit id             b iii c dd…     FD with bit rate switch
 * D iiiiiiii c dd…  FD, 29-bit id             B iiiiiiii c dd…
 * S n               bit rate                  Y n             bit rate of the FD data phase
 * F ss              status flags
 * </pre>
 *
 * {@code l} is 0 to 8; {@code c} is a length code 0 to F (see {@link Dlc}).
 */
public final class SlcanCodec {

  /** What ends every line but {@link Plain#ERROR}. */
  public static final byte CARRIAGE_RETURN = '\r';

  /** The longest line, an extended FD frame of 64 bytes, without its carriage return. */
  public static final int MAX_LINE = 1 + 8 + 1 + 2 * Dlc.MAX_FD_LENGTH;

  static final byte BELL = 0x07;

  private static final int STANDARD_DIGITS = 3;
  private static final int EXTENDED_DIGITS = 8;
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private SlcanCodec() {}

  /** The line's characters with the carriage return that ends it. */
  public static Bytes encode(SlcanLine line) {
    return switch (line) {
      case Frame(CanFrame frame) -> encode(frame);
      case BitRate(int code) -> Bytes.of((byte) 'S', DIGITS[code], CARRIAGE_RETURN);
      case DataRate(int code) -> Bytes.of((byte) 'Y', DIGITS[code], CARRIAGE_RETURN);
      case Status(int flags) ->
          Bytes.of((byte) 'F', DIGITS[flags >>> 4], DIGITS[flags & 0xF], CARRIAGE_RETURN);
      case Plain.ERROR -> Bytes.of(BELL);
      case Plain plain -> Bytes.concat(Bytes.utf8(plain.text()), Bytes.of(CARRIAGE_RETURN));
    };
  }

  /** The line that carries {@code frame}, with the carriage return that ends it. */
  public static Bytes encode(CanFrame frame) {
    Bytes payload = frame.payload();
    int idDigits =
        switch (frame.id()) {
          case Standard _ -> STANDARD_DIGITS;
          case Extended _ -> EXTENDED_DIGITS;
        };
    var line = new byte[1 + idDigits + 1 + 2 * payload.size() + 1];
    line[0] = letter(frame, idDigits);
    int at = 1;
    for (int shift = 4 * (idDigits - 1); shift >= 0; shift -= 4) {
      line[at++] = DIGITS[frame.id().value() >>> shift & 0xF];
    }
    line[at++] = DIGITS[lengthCode(frame)];
    for (int i = 0; i < payload.size(); i++) {
      line[at++] = DIGITS[payload.at(i) >>> 4];
      line[at++] = DIGITS[payload.at(i) & 0xF];
    }
    line[at] = CARRIAGE_RETURN;
    return Bytes.of(line);
  }

  private static byte letter(CanFrame frame, int idDigits) {
    char standard =
        switch (frame) {
          case CanFrame.Data _ -> 't';
          case CanFrame.Remote _ -> 'r';
          case CanFrame.Fd fd -> fd.bitRateSwitch() == BitRateSwitch.ON ? 'b' : 'd';
        };
    return (byte) (idDigits == EXTENDED_DIGITS ? Character.toUpperCase(standard) : standard);
  }

  private static int lengthCode(CanFrame frame) {
    return switch (frame) {
      case CanFrame.Data data -> data.payload().size();
      case CanFrame.Remote remote -> remote.dlc();
      case CanFrame.Fd fd -> Dlc.fdCode(fd.payload().size()).orElseThrow();
    };
  }

  /** Reads one line, given without its carriage return; a lone BEL is a line of its own. */
  public static Outcome<SlcanLine, SlcanRefusal> parse(Bytes line) {
    return line.isEmpty() ? Outcome.passed(Plain.OK) : new SlcanLineReader(line).read();
  }
}
