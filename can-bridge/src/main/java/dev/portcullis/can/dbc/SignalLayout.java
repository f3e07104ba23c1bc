package dev.portcullis.can.dbc;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parser has gathered about one signal so far, line by line. */
final class SignalLayout {

  /** How a signal's bits follow each other. */
  enum BitOrder {
    /** Intel: the start bit is the least significant one. */
    LITTLE_ENDIAN,
    /** Motorola: the start bit is the most significant one. */
    BIG_ENDIAN
  }

  /** What the letters behind a signal's name say. */
  record MultiplexMark(boolean multiplexor, Optional<Long> selectedBy) {

    static final MultiplexMark NONE = new MultiplexMark(false, Optional.empty());

    boolean isPresent() {
      return multiplexor || selectedBy.isPresent();
    }
  }

  /** Where the bits are and what they mean: one line of the file. */
  record Shape(
      int start,
      int length,
      BitOrder order,
      ValueType type,
      Scaling scaling,
      Optional<Limits> limits,
      String unit) {}

  /** Which values of which multiplexor {@code SG_MUL_VAL_} names. */
  record Selection(String multiplexor, List<Presence.Range> ranges) {}

  private final String name;
  private final Position position;
  private final MultiplexMark mark;
  private final Shape shape;
  private final Set<String> receivers = new LinkedHashSet<>();
  private Map<BigInteger, String> valueNames = new HashMap<>();
  private Optional<Selection> selection = Optional.empty();
  private Optional<String> comment = Optional.empty();
  private Optional<Decimal> startValue = Optional.empty();
  private String longName;
  private ValueType type;

  SignalLayout(String name, Position position, MultiplexMark mark, Shape shape) {
    this.name = name;
    this.longName = name;
    this.position = position;
    this.mark = mark;
    this.shape = shape;
    this.type = shape.type();
  }

  /** The payload's bit positions from the most to the least significant bit of the signal. */
  int[] positions() {
    var positions = new int[shape.length()];
    int at = shape.start();
    for (int i = 0; i < positions.length; i++) {
      switch (shape.order()) {
        case LITTLE_ENDIAN -> positions[positions.length - 1 - i] = at++;
        case BIG_ENDIAN -> {
          positions[i] = at;
          at = (at & 7) == 0 ? at + 15 : at - 1;
        }
      }
    }
    return positions;
  }

  void receivedBy(String node) {
    receivers.add(node);
  }

  /** Takes what {@code SG_MUL_VAL_} says; the last one counts. */
  void selectBy(Selection by) {
    selection = Optional.of(by);
  }

  void type(ValueType newType) {
    type = newType;
  }

  /** Takes the names of {@code VAL_}; the last one counts. */
  void valueNames(Map<BigInteger, String> names) {
    valueNames = names;
  }

  void comment(String text) {
    comment = Optional.of(text);
  }

  void startValue(Decimal raw) {
    startValue = Optional.of(raw);
  }

  /** Takes the name that was too long for the file's own. */
  void rename(String newLongName) {
    longName = newLongName;
  }

  /** The name the file's statements use. */
  String name() {
    return name;
  }

  /** The name the signal goes by. */
  String longName() {
    return longName;
  }

  Position position() {
    return position;
  }

  MultiplexMark mark() {
    return mark;
  }

  Shape shape() {
    return shape;
  }

  ValueType type() {
    return type;
  }

  Set<String> receivers() {
    return receivers;
  }

  Map<BigInteger, String> valueNames() {
    return valueNames;
  }

  Optional<Selection> selection() {
    return selection;
  }

  Optional<String> comment() {
    return comment;
  }

  Optional<Decimal> startValue() {
    return startValue;
  }
}
