package dev.portcullis.can.log;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.port.InterfaceName;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;

/** One line from its first character to its last; see {@link CandumpCodec} for the grammar. */
final class CandumpLine {

  /** What {@code Long.MAX_VALUE} nanoseconds are in whole seconds: a day in the year 2262. */
  private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000_000 - 1;

  private static final int MAX_SECONDS_DIGITS = 10;
  private static final int MICRO_DIGITS = 6;
  private static final int NANO_DIGITS = 9;
  private static final int STANDARD_DIGITS = 3;
  private static final int EXTENDED_DIGITS = 8;

  private final Bytes line;
  private int at;

  CandumpLine(Bytes line) {
    this.line = line;
  }

  /** What stands at the beginning of every line, and the id behind it. */
  private record Head(long nanos, InterfaceName bus, long id, int idDigits) {}

  Outcome<LogEntry, CandumpRefusal> read() {
    return time()
        .then(nanos -> bus().then(bus -> id().map(id -> head(nanos, bus, id))))
        .then(this::body)
        .then(this::atTheEnd);
  }

  private Head head(long nanos, InterfaceName bus, Bytes id) {
    long value = 0;
    for (int i = 0; i < id.size(); i++) {
      value = value << 4 | id.at(i);
    }
    return new Head(nanos, bus, value, id.size());
  }

  private Outcome<Long, CandumpRefusal> time() {
    if (line.isEmpty()) {
      return Outcome.refused(CandumpRefusal.TRUNCATED);
    }
    if (!takes('(')) {
      return Outcome.refused(CandumpRefusal.BAD_TIME);
    }
    int from = at;
    long seconds = decimal();
    int secondsDigits = at - from;
    if (secondsDigits == 0 || secondsDigits > MAX_SECONDS_DIGITS || !takes('.')) {
      return Outcome.refused(CandumpRefusal.BAD_TIME);
    }
    from = at;
    long fraction = decimal();
    int digits = at - from;
    boolean precise = digits == MICRO_DIGITS || digits == NANO_DIGITS;
    if (!precise || !takes(')') || seconds > MAX_SECONDS) {
      return Outcome.refused(CandumpRefusal.BAD_TIME);
    }
    return Outcome.passed(
        seconds * 1_000_000_000 + (digits == MICRO_DIGITS ? fraction * 1_000 : fraction));
  }

  /** The digits from here on, of which the caller counts how many there were. */
  private long decimal() {
    long value = 0;
    for (int digits = 0; digits <= MAX_SECONDS_DIGITS && isDecimal(); digits++, at++) {
      value = value * 10 + (line.at(at) - '0');
    }
    return value;
  }

  private boolean isDecimal() {
    return at < line.size() && line.at(at) >= '0' && line.at(at) <= '9';
  }

  private Outcome<InterfaceName, CandumpRefusal> bus() {
    if (!takes(' ')) {
      return Outcome.refused(CandumpRefusal.BAD_INTERFACE);
    }
    while (takes(' ')) {}
    int from = at;
    while (at < line.size() && line.at(at) != ' ') {
      at++;
    }
    var text = new String(line.slice(from, at).toArray(), StandardCharsets.ISO_8859_1);
    return InterfaceName.parse(text)
        .filter(_ -> takes(' '))
        .<Outcome<InterfaceName, CandumpRefusal>>map(Outcome::passed)
        .orElseGet(() -> Outcome.refused(CandumpRefusal.BAD_INTERFACE));
  }

  /** The digits of the id, a value each. */
  private Outcome<Bytes, CandumpRefusal> id() {
    var digits = new byte[EXTENDED_DIGITS];
    int count = 0;
    while (count < EXTENDED_DIGITS && at < line.size() && digit(at) >= 0) {
      digits[count++] = (byte) digit(at++);
    }
    if (at == line.size()) {
      return Outcome.refused(CandumpRefusal.TRUNCATED);
    }
    return (count == STANDARD_DIGITS || count == EXTENDED_DIGITS) && takes('#')
        ? Outcome.passed(Bytes.copyOf(digits, 0, count))
        : Outcome.refused(CandumpRefusal.BAD_ID);
  }

  private Outcome<LogEntry, CandumpRefusal> body(Head head) {
    if (head.idDigits() == EXTENDED_DIGITS && (head.id() & ~Extended.MAX) != 0) {
      return (head.id() & ~Extended.MAX) == CandumpCodec.ERROR_FLAG
          ? error(head)
          : Outcome.refused(CandumpRefusal.BAD_ID);
    }
    if (head.idDigits() == STANDARD_DIGITS && head.id() > Standard.MAX) {
      return Outcome.refused(CandumpRefusal.BAD_ID);
    }
    ArbitrationId id =
        head.idDigits() == STANDARD_DIGITS
            ? new Standard((int) head.id())
            : new Extended((int) head.id());
    return frame(id).map(frame -> new LoggedFrame(head.nanos(), head.bus(), frame));
  }

  private Outcome<LogEntry, CandumpRefusal> error(Head head) {
    return bytes()
        .then(bytes ->
            bytes.size() == CandumpCodec.ERROR_BYTES
                ? Outcome.passed(
                    new LoggedError(
                        head.nanos(),
                        head.bus(),
                        new ErrorFrame(
                            (int) (head.id() & Extended.MAX),
                            bytes.at(CandumpCodec.ERROR_CONTROLLER))))
                : Outcome.refused(CandumpRefusal.BAD_ERROR_FRAME));
  }

  private Outcome<CanFrame, CandumpRefusal> frame(ArbitrationId id) {
    if (takes('#')) {
      return fd(id);
    }
    if (takes('R')) {
      return remote(id);
    }
    return bytes()
        .then(payload ->
            payload.size() <= Dlc.MAX_CLASSIC_LENGTH
                ? Outcome.passed(new CanFrame.Data(id, payload))
                : Outcome.refused(CandumpRefusal.BAD_LENGTH));
  }

  private Outcome<CanFrame, CandumpRefusal> remote(ArbitrationId id) {
    int dlc = isDecimal() ? line.at(at++) - '0' : 0;
    return dlc <= Dlc.MAX_CLASSIC_LENGTH
        ? Outcome.passed(new CanFrame.Remote(id, dlc))
        : Outcome.refused(CandumpRefusal.BAD_LENGTH);
  }

  private Outcome<CanFrame, CandumpRefusal> fd(ArbitrationId id) {
    int flags = at < line.size() ? digit(at++) : -1;
    if (flags < 0 || flags > (CandumpCodec.BIT_RATE_SWITCH | CandumpCodec.OTHER_FLAGS)) {
      return Outcome.refused(CandumpRefusal.BAD_FLAGS);
    }
    var rate = (flags & CandumpCodec.BIT_RATE_SWITCH) != 0 ? BitRateSwitch.ON : BitRateSwitch.OFF;
    return bytes()
        .then(payload ->
            Dlc.fdCode(payload.size()).isPresent()
                ? Outcome.passed(new CanFrame.Fd(id, payload, rate))
                : Outcome.refused(CandumpRefusal.BAD_LENGTH));
  }

  /** The bytes from here to the end of the line or the next space. */
  private Outcome<Bytes, CandumpRefusal> bytes() {
    int from = at;
    while (at < line.size() && line.at(at) != ' ') {
      at++;
    }
    var bytes = new byte[(at - from) / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(from + 2 * i);
      int low = digit(from + 2 * i + 1);
      if (high < 0 || low < 0) {
        return Outcome.refused(CandumpRefusal.BAD_DIGIT);
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return from + 2 * bytes.length == at
        ? Outcome.passed(Bytes.of(bytes))
        : Outcome.refused(CandumpRefusal.BAD_DIGIT);
  }

  /** Nothing behind {@code entry} but the direction, where the recorder was told to note it. */
  private Outcome<LogEntry, CandumpRefusal> atTheEnd(LogEntry entry) {
    if (takes(' ') && !takes('R') && !takes('T')) {
      return Outcome.refused(CandumpRefusal.TRAILING_CHARACTERS);
    }
    return at == line.size()
        ? Outcome.passed(entry)
        : Outcome.refused(CandumpRefusal.TRAILING_CHARACTERS);
  }

  private boolean takes(char wanted) {
    boolean there = at < line.size() && line.at(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  /** The digit's value, or a negative number where the character is none. */
  private int digit(int index) {
    return Character.digit(line.at(index), 16);
  }
}
