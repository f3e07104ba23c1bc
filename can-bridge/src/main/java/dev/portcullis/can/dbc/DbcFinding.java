package dev.portcullis.can.dbc;

import java.util.Optional;

/**
 * Something a person should know about a DBC file.
 *
 * @param weight what follows from it
 * @param code its short name
 * @param message the message it is about, where it is about one
 * @param line where, counted from 1
 * @param column where on the line, counted from 1
 * @param explanation what it means
 */
public record DbcFinding(
    Weight weight,
    String code,
    Optional<String> message,
    int line,
    int column,
    String explanation) {

  /** What follows from a finding. */
  public enum Weight {
    /** The file is refused. */
    FILE_REFUSED,
    /** The message is refused, the others of the file are used. */
    MESSAGE_REFUSED,
    /** Everything is used; it may not be what was meant. */
    WARNING
  }

  /** What is worth a warning. */
  enum Warning {
    NO_SUCH_MESSAGE("no message of the file has this id: the statement is without effect"),
    NO_SUCH_SIGNAL("the message has no signal of this name: the statement is without effect"),
    DUPLICATE_ID("another message has this id: a frame is decoded as the last of them"),
    DUPLICATE_NAME("another message has this name: it means none of them, only their ids do"),
    NO_MULTIPLEXOR(
        "marked as multiplexed, and nothing says by which multiplexor: counts as always present"),
    ZERO_FACTOR("a factor of 0: every raw value has the same physical value"),
    VALUE_OUT_OF_RANGE("a value has a name, and the signal's bits cannot have it"),
    UNKNOWN_NODE("BU_ does not list the sender");

    private final String explanation;

    Warning(String explanation) {
      this.explanation = explanation;
    }
  }

  static DbcFinding warning(Warning warning, Position where, Optional<String> message) {
    return new DbcFinding(
        Weight.WARNING, warning.name(), message, where.line(), where.column(), warning.explanation);
  }

  static DbcFinding refusal(DbcRefusal refusal) {
    return of(Weight.FILE_REFUSED, refusal, Optional.empty());
  }

  static DbcFinding refusal(DbcRefusal refusal, String message) {
    return of(Weight.MESSAGE_REFUSED, refusal, Optional.of(message));
  }

  private static DbcFinding of(Weight weight, DbcRefusal refusal, Optional<String> message) {
    return new DbcFinding(
        weight,
        refusal.reason().name(),
        message,
        refusal.line(),
        refusal.column(),
        refusal.reason().explanation());
  }
}
