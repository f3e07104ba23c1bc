package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the parser has gathered about one message, and the checks that turn it into a {@link
 * Message}. A message that fails them is refused alone: a maker's file of hundreds of messages
 * often has a few broken ones, and the vehicle needs five.
 */
final class MessageLayout {

  private static final long EXTENDED_FLAG = 0x8000_0000L;

  /** A file with an id out of range is refused before anybody asks for a message. */
  private static final long ID_BITS = 0x1FFF_FFFFL;

  private String name;
  private final long idField;
  private final int length;
  private final Position position;
  private final Set<String> senders = new LinkedHashSet<>();
  private final Map<String, SignalLayout> signals = new LinkedHashMap<>();
  private final List<DbcRefusal> faults = new ArrayList<>();
  private int secondViews;
  private FrameFormat stated = FrameFormat.CLASSIC;
  private Optional<Duration> cycleTime = Optional.empty();
  private Optional<String> sendType = Optional.empty();
  private Optional<String> comment = Optional.empty();

  MessageLayout(String name, long idField, int length, Position position) {
    this.name = name;
    this.idField = idField;
    this.length = length;
    this.position = position;
  }

  String name() {
    return name;
  }

  int length() {
    return length;
  }

  Position position() {
    return position;
  }

  /** Takes the name that was too long for the file's own. */
  void rename(String longName) {
    name = longName;
  }

  long idField() {
    return idField;
  }

  void add(SignalLayout signal) {
    if (signals.putIfAbsent(signal.name(), signal) != null) {
      fail(Reason.DUPLICATE_SIGNAL, signal.position());
    }
  }

  /** The signal the file's statements call by that name. */
  Optional<SignalLayout> signal(String signalName) {
    return Optional.ofNullable(signals.get(signalName));
  }

  /** In the file's order. */
  List<SignalLayout> signals() {
    return List.copyOf(signals.values());
  }

  void sentBy(String node) {
    senders.add(node);
  }

  void format(FrameFormat newFormat) {
    stated = newFormat;
  }

  void cycleTime(Optional<Duration> newCycleTime) {
    cycleTime = newCycleTime;
  }

  void sendType(String text) {
    sendType = Optional.of(text);
  }

  void comment(String text) {
    comment = Optional.of(text);
  }

  Set<String> senders() {
    return senders;
  }

  Optional<Duration> cycleTime() {
    return cycleTime;
  }

  Optional<String> sendType() {
    return sendType;
  }

  Optional<String> comment() {
    return comment;
  }

  void fail(Reason reason, Position where) {
    faults.add(DbcRefusal.at(where, reason));
  }

  /** Whether the id has no more bits than its kind of frame gives it. */
  boolean isIdInRange() {
    long id = idField & ~EXTENDED_FLAG;
    return id <= (isExtended() ? ArbitrationId.Extended.MAX : ArbitrationId.Standard.MAX);
  }

  ArbitrationId id() {
    int id = (int) (idField & ID_BITS);
    return isExtended()
        ? new ArbitrationId.Extended(id)
        : new ArbitrationId.Standard(id & ArbitrationId.Standard.MAX);
  }

  private boolean isExtended() {
    return (idField & EXTENDED_FLAG) != 0;
  }

  /**
   * Checks everything there is to check about a message; what is wrong with it is in the faults. A
   * message passes although it describes bits twice, and then says so.
   */
  Outcome<Message, DbcRefusal> finish() {
    checkLength();
    List<SignalLayout> all = signals();
    all.forEach(this::checkBits);
    var presences = new Presences(all, this::fail);
    if (faults.isEmpty()) {
      List<Signal> built = new ArrayList<>();
      all.forEach(signal -> built.add(new Signal(signal, presences.of(signal))));
      new Overlaps(built, all, this::noteOverlap).check();
      if (faults.size() == secondViews) {
        return Outcome.passed(new Message(this, id(), format(), built));
      }
    }
    return Outcome.refused(faults.getFirst());
  }

  private void noteOverlap(Overlaps.Kind kind, Position where) {
    fail(Reason.SIGNALS_OVERLAP, where);
    switch (kind) {
      case CONTRADICTION -> {}
      case SECOND_VIEW -> secondViews++;
    }
  }

  /** Everything that is wrong with the message, once it is finished. */
  List<DbcRefusal> faults() {
    return faults;
  }

  private FrameFormat format() {
    return stated == FrameFormat.CLASSIC && length > Dlc.MAX_CLASSIC_LENGTH
        ? FrameFormat.UNSTATED
        : stated;
  }

  private void checkLength() {
    if (length > Database.MAX_LENGTH) {
      fail(Reason.BAD_LENGTH, position);
    }
  }

  private void checkBits(SignalLayout signal) {
    if (signal.shape().length() > Long.SIZE) {
      fail(Reason.SIGNAL_TOO_LONG, signal.position());
      return;
    }
    for (int bit : signal.positions()) {
      if (bit >= Byte.SIZE * length) {
        fail(Reason.SIGNAL_OUTSIDE_MESSAGE, signal.position());
        return;
      }
    }
  }
}
