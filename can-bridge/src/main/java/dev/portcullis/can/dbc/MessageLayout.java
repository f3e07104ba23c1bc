package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.Presence.Always;
import dev.portcullis.can.dbc.Presence.Range;
import dev.portcullis.can.dbc.Presence.Selected;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

  private String name;
  private final long idField;
  private final long length;
  private final int line;
  private final Map<String, SignalLayout> signals = new LinkedHashMap<>();
  private Optional<DbcRefusal> fault = Optional.empty();
  private Optional<FrameFormat> format = Optional.empty();

  MessageLayout(String name, long idField, long length, int line) {
    this.name = name;
    this.idField = idField;
    this.length = length;
    this.line = line;
  }

  String name() {
    return name;
  }

  int line() {
    return line;
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
      fail(Reason.DUPLICATE_SIGNAL, signal.line());
    }
  }

  /** The signal the file's statements call by that name. */
  Optional<SignalLayout> signal(String signalName) {
    return Optional.ofNullable(signals.get(signalName));
  }

  int signalCount() {
    return signals.size();
  }

  void format(FrameFormat newFormat) {
    format = Optional.of(newFormat);
  }

  void fail(Reason reason, int where) {
    if (fault.isEmpty()) {
      fault = Optional.of(new DbcRefusal(reason, where));
    }
  }

  /** Checks everything there is to check about a message of the file. */
  Outcome<Message, DbcRefusal> finish(FrameFormat defaultFormat) {
    FrameFormat finalFormat = format.orElse(defaultFormat);
    checkId();
    checkLength(finalFormat);
    List<Signal> built = new ArrayList<>();
    for (SignalLayout signal : signals.values()) {
      checkBits(signal);
      presence(signal).ifPresent(presence -> built.add(new Signal(signal, presence)));
    }
    if (fault.isEmpty()) {
      checkNames(built);
    }
    if (fault.isEmpty()) {
      checkCircles(built);
    }
    if (fault.isEmpty()) {
      checkOverlap(built);
    }
    return fault
        .<Outcome<Message, DbcRefusal>>map(Outcome::refused)
        .orElseGet(() -> Outcome.passed(new Message(name, id(), (int) length, finalFormat, built)));
  }

  private boolean extended() {
    return (idField & EXTENDED_FLAG) != 0;
  }

  private ArbitrationId id() {
    int value = (int) (idField & ~EXTENDED_FLAG);
    return extended() ? new ArbitrationId.Extended(value) : new ArbitrationId.Standard(value);
  }

  private void checkId() {
    long max = extended() ? ArbitrationId.Extended.MAX : ArbitrationId.Standard.MAX;
    if ((idField & ~EXTENDED_FLAG) > max) {
      fail(Reason.ID_OUT_OF_RANGE, line);
    }
  }

  private void checkLength(FrameFormat finalFormat) {
    boolean fits =
        switch (finalFormat) {
          case CLASSIC -> length <= Dlc.MAX_CLASSIC_LENGTH;
          case FD -> length <= Dlc.MAX_FD_LENGTH && Dlc.fdCode((int) length).isPresent();
        };
    if (!fits) {
      fail(Reason.BAD_LENGTH, line);
    }
  }

  private void checkBits(SignalLayout signal) {
    for (int position : signal.positions()) {
      if (position < 0 || position >= 8 * length) {
        fail(Reason.SIGNAL_OUTSIDE_MESSAGE, signal.line());
        return;
      }
    }
    if (signal.type() == ValueType.FLOAT
        && signal.positions().length != Float.SIZE
        && signal.positions().length != Double.SIZE) {
      fail(Reason.BAD_VALUE_TYPE, signal.line());
    }
  }

  private Optional<Presence> presence(SignalLayout signal) {
    if (signal.mark().selectedBy().isEmpty() && signal.multiplexor().isEmpty()) {
      return Optional.of(new Always());
    }
    Optional<String> multiplexor = signal.multiplexor().or(this::onlyMultiplexor);
    Optional<SignalLayout> by =
        multiplexor.flatMap(this::signal).filter(it -> it.mark().multiplexor());
    if (by.isEmpty()) {
      fail(Reason.BAD_MULTIPLEX, signal.line());
      return Optional.empty();
    }
    List<Range> ranges = signal.ranges();
    if (ranges.isEmpty()) {
      long value = signal.mark().selectedBy().orElseThrow();
      ranges = List.of(new Range(value, value));
    }
    return Optional.of(new Selected(by.get().longName(), ranges));
  }

  /** The one plain multiplexor; empty where there is none, or more, and nothing says which. */
  private Optional<String> onlyMultiplexor() {
    Optional<String> found = Optional.empty();
    for (SignalLayout signal : signals.values()) {
      if (signal.mark().multiplexor()
          && signal.mark().selectedBy().isEmpty()
          && signal.multiplexor().isEmpty()) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = Optional.of(signal.name());
      }
    }
    return found;
  }

  /** Long names may meet where the file's own did not. */
  private void checkNames(List<Signal> built) {
    Set<String> names = new HashSet<>();
    for (Signal signal : built) {
      if (!names.add(signal.name())) {
        fail(Reason.DUPLICATE_SIGNAL, lineOf(signal));
      }
    }
  }

  private void checkCircles(List<Signal> built) {
    Map<String, Presence> presences = new HashMap<>();
    for (Signal signal : built) {
      presences.put(signal.name(), signal.presence());
    }
    for (Signal signal : built) {
      Optional<Presence> at = Optional.of(signal.presence());
      for (int steps = 0; at.isPresent() && at.get() instanceof Selected by; steps++) {
        if (steps > built.size()) {
          fail(Reason.BAD_MULTIPLEX, line);
          return;
        }
        at = Optional.ofNullable(presences.get(by.multiplexor()));
      }
    }
  }

  private void checkOverlap(List<Signal> built) {
    var conditions = new HashMap<String, Map<String, Selected>>();
    for (Signal signal : built) {
      conditions.put(signal.name(), conditions(signal, built));
    }
    List<List<Signal>> owners = new ArrayList<>();
    for (int bit = 0; bit < 8 * length; bit++) {
      owners.add(new ArrayList<>());
    }
    for (Signal signal : built) {
      for (int position : signal.positions()) {
        for (Signal other : owners.get(position)) {
          if (canMeet(
              conditions.getOrDefault(signal.name(), Map.of()),
              conditions.getOrDefault(other.name(), Map.of()))) {
            fail(Reason.SIGNALS_OVERLAP, lineOf(signal));
            return;
          }
        }
        owners.get(position).add(signal);
      }
    }
  }

  private int lineOf(Signal signal) {
    for (SignalLayout layout : signals.values()) {
      if (layout.longName().equals(signal.name())) {
        return layout.line();
      }
    }
    return line;
  }

  /** By multiplexor, what it must say for {@code signal} to be present. */
  private static Map<String, Selected> conditions(Signal signal, List<Signal> all) {
    Map<String, Selected> conditions = new HashMap<>();
    Presence at = signal.presence();
    while (at instanceof Selected by) {
      conditions.put(by.multiplexor(), by);
      at = new Always();
      for (Signal other : all) {
        if (other.name().equals(by.multiplexor())) {
          at = other.presence();
        }
      }
    }
    return conditions;
  }

  private static boolean canMeet(Map<String, Selected> one, Map<String, Selected> other) {
    for (Map.Entry<String, Selected> condition : one.entrySet()) {
      Selected theirs = other.get(condition.getKey());
      if (theirs != null && !theirs.meets(condition.getValue())) {
        return false;
      }
    }
    return true;
  }
}
