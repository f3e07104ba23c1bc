package dev.portcullis.can.dbc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  record MultiplexMark(boolean multiplexor, Optional<Long> selectedBy) {}

  private final String name;
  private final int line;
  private final MultiplexMark mark;
  private final int[] positions;
  private final BigDecimal factor;
  private final BigDecimal offset;
  private final String unit;
  private final Map<Long, String> valueNames = new HashMap<>();
  private final List<Presence.Range> ranges = new ArrayList<>();
  private Optional<String> multiplexor = Optional.empty();
  private String longName;
  private ValueType type;

  SignalLayout(
      String name,
      int line,
      MultiplexMark mark,
      int[] positions,
      ValueType type,
      BigDecimal factor,
      BigDecimal offset,
      String unit) {
    this.name = name;
    this.longName = name;
    this.line = line;
    this.mark = mark;
    this.positions = positions;
    this.type = type;
    this.factor = factor;
    this.offset = offset;
    this.unit = unit;
  }

  /** The payload's bit positions from the most to the least significant bit of the signal. */
  static int[] positions(int start, int length, BitOrder order) {
    var positions = new int[length];
    int position = start;
    for (int i = 0; i < length; i++) {
      switch (order) {
        case LITTLE_ENDIAN -> positions[length - 1 - i] = position++;
        case BIG_ENDIAN -> {
          positions[i] = position;
          position = (position & 7) == 0 ? position + 15 : position - 1;
        }
      }
    }
    return positions;
  }

  /** Adds a range of {@code SG_MUL_VAL_}. */
  void selectBy(String multiplexorName, List<Presence.Range> by) {
    multiplexor = Optional.of(multiplexorName);
    ranges.addAll(by);
  }

  void type(ValueType newType) {
    type = newType;
  }

  /** The name the file's statements use. */
  String name() {
    return name;
  }

  /** The name the signal goes by. */
  String longName() {
    return longName;
  }

  /** Takes the name that was too long for the file's own. */
  void rename(String newLongName) {
    longName = newLongName;
  }

  int line() {
    return line;
  }

  MultiplexMark mark() {
    return mark;
  }

  int[] positions() {
    return positions;
  }

  ValueType type() {
    return type;
  }

  BigDecimal factor() {
    return factor;
  }

  BigDecimal offset() {
    return offset;
  }

  String unit() {
    return unit;
  }

  Map<Long, String> valueNames() {
    return valueNames;
  }

  /** The multiplexor {@code SG_MUL_VAL_} names. */
  Optional<String> multiplexor() {
    return multiplexor;
  }

  /** The values {@code SG_MUL_VAL_} names. */
  List<Presence.Range> ranges() {
    return ranges;
  }
}
