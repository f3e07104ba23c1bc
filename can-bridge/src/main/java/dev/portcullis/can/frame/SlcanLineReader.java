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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** Reads one line from its first character to its last; see {@link SlcanCodec} for the grammar. */
final class SlcanLineReader {

  private enum Kind {
    DATA,
    REMOTE,
    FD,
    FD_SWITCHED
  }

  private final Bytes line;

  SlcanLineReader(Bytes line) {
    this.line = line;
  }

  Outcome<SlcanLine, SlcanRefusal> read() {
    return switch (line.at(0)) {
      case 't' -> standard(Kind.DATA);
      case 'T' -> extended(Kind.DATA);
      case 'r' -> standard(Kind.REMOTE);
      case 'R' -> extended(Kind.REMOTE);
      case 'd' -> standard(Kind.FD);
      case 'D' -> extended(Kind.FD);
      case 'b' -> standard(Kind.FD_SWITCHED);
      case 'B' -> extended(Kind.FD_SWITCHED);
      case 'S' -> rate(SlcanLineReader::bitRate);
      case 'Y' -> rate(code -> DataRate.ofMbit(code).map(line -> line));
      case 'F' -> line.size() == 1 ? Outcome.passed(Plain.ASK_STATUS) : status();
      case 'O' -> plain(Plain.OPEN);
      case 'C' -> plain(Plain.CLOSE);
      case 'z' -> plain(Plain.STANDARD_QUEUED);
      case 'Z' -> plain(Plain.EXTENDED_QUEUED);
      case SlcanCodec.BELL -> plain(Plain.ERROR);
      default -> Outcome.refused(SlcanRefusal.UNKNOWN_COMMAND);
    };
  }

  private Outcome<SlcanLine, SlcanRefusal> plain(Plain plain) {
    return line.size() == 1
        ? Outcome.passed(plain)
        : Outcome.refused(SlcanRefusal.TRAILING_CHARACTERS);
  }

  private Outcome<SlcanLine, SlcanRefusal> rate(IntFunction<Optional<SlcanLine>> ofCode) {
    if (line.size() < 2) {
      return Outcome.refused(SlcanRefusal.TRUNCATED);
    }
    if (line.size() > 2) {
      return Outcome.refused(SlcanRefusal.TRAILING_CHARACTERS);
    }
    return ofCode
        .apply(digit(1))
        .<Outcome<SlcanLine, SlcanRefusal>>map(Outcome::passed)
        .orElseGet(() -> Outcome.refused(SlcanRefusal.BAD_DIGIT));
  }

  private static Optional<SlcanLine> bitRate(int code) {
    return code >= 0 && code < BitRate.kbits().size()
        ? Optional.of(new BitRate(code))
        : Optional.empty();
  }

  private Outcome<SlcanLine, SlcanRefusal> status() {
    return payload(1, 1).map(flags -> new Status(flags.at(0)));
  }

  private Outcome<SlcanLine, SlcanRefusal> standard(Kind kind) {
    return number(1, 3)
        .then(value ->
            value > Standard.MAX
                ? Outcome.refused(SlcanRefusal.ID_OUT_OF_RANGE)
                : body(kind, new Standard(value.intValue()), 4));
  }

  private Outcome<SlcanLine, SlcanRefusal> extended(Kind kind) {
    return number(1, 8)
        .then(value ->
            value > Extended.MAX
                ? Outcome.refused(SlcanRefusal.ID_OUT_OF_RANGE)
                : body(kind, new Extended(value.intValue()), 9));
  }

  private Outcome<SlcanLine, SlcanRefusal> body(Kind kind, ArbitrationId id, int at) {
    if (at >= line.size()) {
      return Outcome.refused(SlcanRefusal.TRUNCATED);
    }
    int code = digit(at);
    if (code < 0) {
      return Outcome.refused(SlcanRefusal.BAD_DIGIT);
    }
    return switch (kind) {
      case DATA ->
          classicLength(code)
              .then(length -> payload(at + 1, length))
              .map(payload -> new Frame(new CanFrame.Data(id, payload)));
      case REMOTE ->
          classicLength(code)
              .then(length -> payload(at + 1, 0))
              .map(_ -> new Frame(new CanFrame.Remote(id, code)));
      case FD -> fd(id, code, at + 1, BitRateSwitch.OFF);
      case FD_SWITCHED -> fd(id, code, at + 1, BitRateSwitch.ON);
    };
  }

  private Outcome<SlcanLine, SlcanRefusal> fd(
      ArbitrationId id, int code, int at, BitRateSwitch bitRateSwitch) {
    OptionalInt length = Dlc.fdLength(code);
    return payload(at, length.orElseThrow())
        .map(payload -> new Frame(new CanFrame.Fd(id, payload, bitRateSwitch)));
  }

  private static Outcome<Integer, SlcanRefusal> classicLength(int code) {
    return code > Dlc.MAX_CLASSIC_LENGTH
        ? Outcome.refused(SlcanRefusal.BAD_LENGTH_CODE)
        : Outcome.passed(code);
  }

  private Outcome<Bytes, SlcanRefusal> payload(int at, int length) {
    if (line.size() < at + 2 * length) {
      return Outcome.refused(SlcanRefusal.TRUNCATED);
    }
    if (line.size() > at + 2 * length) {
      return Outcome.refused(SlcanRefusal.TRAILING_CHARACTERS);
    }
    var bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int high = digit(at + 2 * i);
      int low = digit(at + 2 * i + 1);
      if (high < 0 || low < 0) {
        return Outcome.refused(SlcanRefusal.BAD_DIGIT);
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return Outcome.passed(Bytes.of(bytes));
  }

  private Outcome<Long, SlcanRefusal> number(int at, int digits) {
    if (line.size() < at + digits) {
      return Outcome.refused(SlcanRefusal.TRUNCATED);
    }
    long value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = digit(i);
      if (digit < 0) {
        return Outcome.refused(SlcanRefusal.BAD_DIGIT);
      }
      value = value << 4 | digit;
    }
    return Outcome.passed(value);
  }

  /** The digit's value, or a negative number where the character is no upper-case one. */
  private int digit(int index) {
    int c = line.at(index);
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }
}
