package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.SignalLayout.BitOrder;
import dev.portcullis.can.dbc.SignalLayout.MultiplexMark;
import dev.portcullis.can.dbc.SignalLayout.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads messages, their signals and their senders. */
final class MessageStatements {

  private static final long MAX_ID_FIELD = 0xFFFF_FFFFL;
  private static final int MAX_START_BIT = 0xFFFF;
  private static final int MAX_SIGNAL_LENGTH = 8 * Database.MAX_LENGTH;

  private final DbcTokens in;
  private final Draft draft;

  MessageStatements(DbcTokens in, Draft draft) {
    this.in = in;
    this.draft = draft;
  }

  /** {@code BO_ 752 NAME: 8 NODE}, then its signals. */
  void message() {
    Position where = in.position();
    long idField = in.whole(0, MAX_ID_FIELD);
    String name = in.name();
    in.sign(':');
    int length = (int) in.whole(0, Integer.MAX_VALUE);
    var message = new MessageLayout(name, idField, length, where);
    message.sentBy(in.name());
    if (in.isFaulty()) {
      return;
    }
    if (draft.messages().size() >= Database.MAX_MESSAGES) {
      in.fail(Reason.TOO_MANY, where);
      return;
    }
    draft.add(message);
    signals(message);
  }

  /** A line that is no signal is noted, and the ones behind it are still read. */
  private void signals(MessageLayout message) {
    Set<String> places = new HashSet<>(Keywords.STATEMENTS);
    places.add(Keywords.SIGNAL);
    int count = 0;
    while (in.current().isKeyword(Keywords.SIGNAL)) {
      Position where = in.position();
      in.advance();
      signal(message);
      if (++count > Database.MAX_SIGNALS) {
        in.fail(Reason.TOO_MANY, where);
        return;
      }
      if (in.isFaulty()) {
        in.resume(places);
      }
    }
  }

  /** {@code NAME m1 : 8|4@1+ (0.1,-40) [0|1] "unit" NODE,NODE}. */
  private void signal(MessageLayout message) {
    Position where = in.position();
    String name = in.name();
    MultiplexMark mark = mark();
    in.sign(':');
    Shape shape = shape();
    var signal = new SignalLayout(name, where, mark, shape);
    do {
      signal.receivedBy(in.name());
    } while (in.maybe(','));
    if (!in.isFaulty()) {
      message.add(signal);
    }
  }

  private Shape shape() {
    int start = (int) in.whole(0, MAX_START_BIT);
    in.sign('|');
    int length = (int) in.whole(1, MAX_SIGNAL_LENGTH);
    in.sign('@');
    BitOrder order = in.whole(0, 1) == 1 ? BitOrder.LITTLE_ENDIAN : BitOrder.BIG_ENDIAN;
    ValueType type = in.maybe('-') ? ValueType.SIGNED : ValueType.UNSIGNED;
    if (type == ValueType.UNSIGNED) {
      in.sign('+');
    }
    in.sign('(');
    Decimal factor = in.number();
    in.sign(',');
    Decimal offset = in.number();
    in.sign(')');
    in.sign('[');
    Decimal minimum = in.number();
    in.sign('|');
    Decimal maximum = in.number();
    in.sign(']');
    String unit = in.string();
    return new Shape(
        start, length, order, type, new Scaling(factor, offset), Limits.of(minimum, maximum), unit);
  }

  /** Nothing, {@code M}, {@code m} and a number, or both as {@code m3M}. */
  private MultiplexMark mark() {
    if (!in.isName()) {
      return MultiplexMark.NONE;
    }
    Position where = in.position();
    String text = in.name();
    boolean multiplexor = text.endsWith("M");
    String digits = text.substring(0, text.length() - (multiplexor ? 1 : 0));
    if (digits.isEmpty() && multiplexor) {
      return new MultiplexMark(true, Optional.empty());
    }
    if (!digits.matches("m[0-9]{1,18}")) {
      in.fail(Reason.UNEXPECTED, where);
      return MultiplexMark.NONE;
    }
    long value = Long.parseLong(digits.substring(1));
    return new MultiplexMark(multiplexor, Optional.of(value));
  }

  /** {@code BO_TX_BU_ 752 : NODE,NODE;}. */
  void senders() {
    Position where = in.position();
    long id = in.whole(0, MAX_ID_FIELD);
    in.sign(':');
    List<String> nodes = new ArrayList<>();
    do {
      nodes.add(in.name());
    } while (in.maybe(','));
    in.sign(';');
    draft.later(() -> draft.messages(id, where).forEach(it -> nodes.forEach(it::sentBy)));
  }
}
