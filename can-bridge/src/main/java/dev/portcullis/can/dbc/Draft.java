package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has been read of a file so far. Statements may stand before the message they speak of, so
 * they are kept and applied at the end. Several messages may have one id, and a statement about the
 * id then holds for all of them.
 */
final class Draft {

  /** A place for signals of no message; editors write it, and no frame has it. */
  private static final String NO_MESSAGE = "VECTOR__INDEPENDENT_SIG_MSG";

  private final List<MessageLayout> messages = new ArrayList<>();
  private final Map<Long, List<MessageLayout>> byId = new HashMap<>();
  private final Set<String> nodes = new LinkedHashSet<>();
  private final List<Runnable> statements = new ArrayList<>();
  private final List<DbcRefusal> faults = new ArrayList<>();
  private final List<DbcFinding> warnings = new ArrayList<>();
  private Optional<String> comment = Optional.empty();

  void node(String name) {
    nodes.add(name);
  }

  void add(MessageLayout message) {
    byId.computeIfAbsent(message.idField(), _ -> new ArrayList<>()).add(message);
    if (!message.name().equals(NO_MESSAGE)) {
      messages.add(message);
      if (!message.isIdInRange()) {
        faults.add(DbcRefusal.at(message.position(), Reason.ID_OUT_OF_RANGE));
      }
    }
  }

  /** Keeps what a statement says until all messages are read. */
  void later(Runnable statement) {
    statements.add(statement);
  }

  void applyStatements() {
    statements.forEach(Runnable::run);
    statements.clear();
    for (MessageLayout message : messages) {
      for (SignalLayout signal : message.signals()) {
        int bits = signal.shape().length();
        if (signal.type() == ValueType.FLOAT
            && bits != Short.SIZE
            && bits != Float.SIZE
            && bits != Double.SIZE) {
          faults.add(DbcRefusal.at(signal.position(), Reason.BAD_VALUE_TYPE));
        }
      }
    }
  }

  void fail(Reason reason, Position where) {
    faults.add(DbcRefusal.at(where, reason));
  }

  /** In the order of the file, so that the first one is what a person mends first. */
  void sortFaults() {
    faults.sort(Comparator.comparingInt(DbcRefusal::line).thenComparingInt(DbcRefusal::column));
  }

  void comment(String text) {
    comment = Optional.of(comment.orElse("") + text);
  }

  /** The messages of that id; none is worth a warning, for the statement is without effect. */
  List<MessageLayout> messages(long idField, Position where) {
    List<MessageLayout> found = byId.getOrDefault(idField, List.of());
    if (found.isEmpty()) {
      warnings.add(DbcFinding.warning(DbcFinding.Warning.NO_SUCH_MESSAGE, where, Optional.empty()));
    }
    return found;
  }

  /** The signals a statement calls by that id and name. */
  List<SignalLayout> signals(SignalReference reference) {
    List<MessageLayout> found = messages(reference.idField(), reference.position());
    List<SignalLayout> signals = new ArrayList<>();
    found.forEach(message -> message.signal(reference.name()).ifPresent(signals::add));
    if (signals.isEmpty() && !found.isEmpty()) {
      warnings.add(
          DbcFinding.warning(
              DbcFinding.Warning.NO_SUCH_SIGNAL,
              reference.position(),
              Optional.of(found.getFirst().name())));
    }
    return signals;
  }

  /** In the file's order, without the place for signals of no message. */
  List<MessageLayout> messages() {
    return messages;
  }

  Set<String> nodes() {
    return nodes;
  }

  List<DbcRefusal> faults() {
    return faults;
  }

  List<DbcFinding> warnings() {
    return warnings;
  }

  /** What the file says about itself. */
  Optional<String> comment() {
    return comment;
  }

  /** What a statement calls a signal by. */
  record SignalReference(long idField, String name, Position position) {}
}
