package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.SignalLayout.BitOrder;
import dev.portcullis.can.dbc.SignalLayout.MultiplexMark;
import dev.portcullis.can.dbc.Token.Kind;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the statements of a DBC file. Those that say how frames are laid out are read (BO_, SG_,
 * SG_MUL_VAL_, SIG_VALTYPE_, VAL_, and the attribute VFrameFormat); the others the format knows are
 * stepped over token by token; anything else is refused.
 */
final class DbcParser {

  private static final long MAX_ID_FIELD = 0xFFFF_FFFFL;
  private static final int MAX_START_BIT = 511;

  /** A place for signals of no message; editors write it, and no frame has it. */
  private static final String NO_MESSAGE = "VECTOR__INDEPENDENT_SIG_MSG";

  private static final Set<String> READ =
      Set.of(
          "VERSION",
          "NS_",
          "BU_",
          "BS_",
          "BO_",
          "SIG_VALTYPE_",
          "VAL_",
          "SG_MUL_VAL_",
          "BA_DEF_DEF_",
          "BA_");

  private static final Set<String> SKIPPED =
      Set.of(
          "CM_",
          "VAL_TABLE_",
          "BO_TX_BU_",
          "EV_",
          "ENVVAR_DATA_",
          "EV_DATA_",
          "SGTYPE_",
          "SGTYPE_VAL_",
          "SIG_TYPE_REF_",
          "SIGTYPE_VALTYPE_",
          "SIG_GROUP_",
          "BA_DEF_",
          "BA_REL_",
          "BA_DEF_REL_",
          "BA_DEF_DEF_REL_",
          "BA_SGTYPE_",
          "BA_DEF_SGTYPE_",
          "CAT_",
          "CAT_DEF_",
          "FILTER",
          "NS_DESC_");

  private final DbcTokens in;
  private final Map<Long, MessageLayout> byId = new LinkedHashMap<>();
  private final Map<String, MessageLayout> byName = new HashMap<>();
  private final Attributes attributes = new Attributes();

  private DbcParser(String text) {
    in = new DbcTokens(text);
  }

  static Outcome<Database, DbcRefusal> parse(String text) {
    return new DbcParser(text).file();
  }

  private Outcome<Database, DbcRefusal> file() {
    while (!in.atEnd()) {
      statement();
    }
    return in.fault().<Outcome<Database, DbcRefusal>>map(Outcome::refused).orElseGet(this::finish);
  }

  private Outcome<Database, DbcRefusal> finish() {
    Map<String, Outcome<Message, DbcRefusal>> messages = new LinkedHashMap<>();
    for (MessageLayout message : byId.values()) {
      if (!message.name().equals(NO_MESSAGE)) {
        if (messages.putIfAbsent(message.name(), message.finish(attributes.ofUnnamed())) != null) {
          return Outcome.refused(new DbcRefusal(Reason.DUPLICATE_MESSAGE, message.line()));
        }
      }
    }
    return Outcome.passed(new Database(messages));
  }

  private void statement() {
    if (in.current().kind() != Kind.NAME) {
      in.unexpected();
      return;
    }
    switch (in.take().text()) {
      case "VERSION" -> in.skipString();
      case "NS_" -> newSymbols();
      case "BU_" -> nodes();
      case "BS_" -> bitTiming();
      case "BO_" -> message();
      case "SIG_VALTYPE_" -> valueType();
      case "VAL_" -> valueNames();
      case "SG_MUL_VAL_" -> multiplexRanges();
      case "BA_DEF_DEF_" -> attributes.defaultValue(in);
      case "BA_" -> attributes.value(in, byId);
      case String keyword when SKIPPED.contains(keyword) -> in.skipStatement();
      default -> in.fail(Reason.UNEXPECTED, in.current().line());
    }
  }

  /** {@code NS_ :} and keywords without their arguments, up to {@code BS_}. */
  private void newSymbols() {
    in.sign(':');
    while (in.current().kind() == Kind.NAME
        && in.following().kind() != Kind.NUMBER
        && in.following().kind() != Kind.STRING
        && !in.following().isSign(':')) {
      in.advance();
    }
  }

  /** {@code BU_:} and names, up to the next statement. */
  private void nodes() {
    in.sign(':');
    while (in.current().kind() == Kind.NAME && !isKeyword(in.current().text())) {
      in.advance();
    }
  }

  private static boolean isKeyword(String name) {
    return SKIPPED.contains(name) || READ.contains(name);
  }

  /** {@code BS_:}, which may still give the bit timing, as {@code 500:1,2}. */
  private void bitTiming() {
    in.sign(':');
    if (in.current().kind() == Kind.NUMBER) {
      in.skipNumber();
      in.sign(':');
      in.skipNumber();
      in.sign(',');
      in.skipNumber();
    }
  }

  /** {@code BO_ 752 NAME: 8 NODE}, then its signals. */
  private void message() {
    int line = in.current().line();
    long idField = in.whole(0, MAX_ID_FIELD);
    String name = in.name();
    in.sign(':');
    long length = in.whole(0, Integer.MAX_VALUE);
    in.skipName();
    if (byId.size() >= Database.MAX_MESSAGES) {
      in.fail(Reason.TOO_MANY, line);
    }
    var message = new MessageLayout(name, idField, length, line);
    while (in.current().isName("SG_")) {
      in.advance();
      signal(message);
    }
    if (byId.putIfAbsent(idField, message) != null || byName.putIfAbsent(name, message) != null) {
      in.fail(Reason.DUPLICATE_MESSAGE, line);
    }
  }

  /** {@code NAME m1 : 8|4@1+ (0.1,-40) [0|1] "unit" NODE,NODE}. */
  private void signal(MessageLayout message) {
    int line = in.current().line();
    String name = in.name();
    MultiplexMark mark = mark();
    in.sign(':');
    int start = (int) in.whole(0, MAX_START_BIT);
    in.sign('|');
    int length = (int) in.whole(1, Long.SIZE);
    in.sign('@');
    BitOrder order = in.whole(0, 1) == 1 ? BitOrder.LITTLE_ENDIAN : BitOrder.BIG_ENDIAN;
    ValueType type = in.maybe('-') ? ValueType.SIGNED : ValueType.UNSIGNED;
    if (type == ValueType.UNSIGNED) {
      in.sign('+');
    }
    in.sign('(');
    var factor = in.number();
    in.sign(',');
    var offset = in.number();
    in.sign(')');
    in.sign('[');
    in.skipNumber();
    in.sign('|');
    in.skipNumber();
    in.sign(']');
    String unit = in.string();
    receivers();
    if (message.signalCount() >= Database.MAX_SIGNALS) {
      in.fail(Reason.TOO_MANY, line);
    }
    int[] positions = SignalLayout.positions(start, length, order);
    message.add(new SignalLayout(name, line, mark, positions, type, factor, offset, unit));
  }

  private void receivers() {
    in.skipName();
    while (in.maybe(',')) {
      in.skipName();
    }
  }

  /** Nothing, {@code M}, {@code m} and a number, or both as {@code m3M}. */
  private MultiplexMark mark() {
    if (in.current().kind() != Kind.NAME) {
      return new MultiplexMark(false, Optional.empty());
    }
    int line = in.current().line();
    String text = in.name();
    boolean multiplexor = text.endsWith("M");
    String digits = text.substring(0, text.length() - (multiplexor ? 1 : 0));
    if (digits.isEmpty() && multiplexor) {
      return new MultiplexMark(true, Optional.empty());
    }
    if (!digits.matches("m[0-9]{1,18}")) {
      in.fail(Reason.UNEXPECTED, line);
      return new MultiplexMark(false, Optional.empty());
    }
    return new MultiplexMark(multiplexor, Optional.of(Long.parseLong(digits.substring(1))));
  }

  /** {@code SIG_VALTYPE_ 752 NAME : 1;}. */
  private void valueType() {
    Optional<SignalLayout> signal = signalReference();
    if (in.current().isSign(':')) {
      in.advance();
    }
    long type = in.whole(0, 2);
    in.sign(';');
    if (type != 0) {
      signal.ifPresent(it -> it.type(ValueType.FLOAT));
    }
  }

  /** {@code VAL_ 752 NAME 0 "A" 1 "B" ;}; without an id it names an environment variable. */
  private void valueNames() {
    if (in.current().kind() == Kind.NAME) {
      in.skipStatement();
      return;
    }
    Optional<SignalLayout> signal = signalReference();
    int line = in.current().line();
    Map<Long, String> names = signal.map(SignalLayout::valueNames).orElseGet(HashMap::new);
    while (!in.atEnd() && !in.current().isSign(';')) {
      long value = in.whole(Long.MIN_VALUE, Long.MAX_VALUE);
      names.put(value, in.string());
      if (names.size() > Database.MAX_VALUES) {
        in.fail(Reason.TOO_MANY, line);
      }
    }
    in.sign(';');
  }

  /** {@code SG_MUL_VAL_ 752 NAME MULTIPLEXOR 1-2, 5-5;}. */
  private void multiplexRanges() {
    Optional<SignalLayout> signal = signalReference();
    String multiplexor = in.name();
    List<Presence.Range> ranges = new ArrayList<>();
    do {
      long first = in.whole(0, Long.MAX_VALUE);
      in.sign('-');
      ranges.add(new Presence.Range(first, in.whole(0, Long.MAX_VALUE)));
    } while (in.maybe(','));
    in.sign(';');
    signal.ifPresent(it -> it.selectBy(multiplexor, ranges));
  }

  /** An id and a signal's name; real files also name signals that are not there any more. */
  private Optional<SignalLayout> signalReference() {
    long idField = in.whole(0, MAX_ID_FIELD);
    String name = in.name();
    return Optional.ofNullable(byId.get(idField)).flatMap(message -> message.signal(name));
  }
}
