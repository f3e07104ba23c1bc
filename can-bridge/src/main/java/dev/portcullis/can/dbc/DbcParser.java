package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.Draft.SignalReference;
import dev.portcullis.can.dbc.SignalLayout.Selection;
import dev.portcullis.can.dbc.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the statements of a DBC file. Every statement with a known grammar is held to it, also
 * those that nothing here needs: a forgotten semicolon would otherwise swallow what follows. A
 * fault is noted and reading goes on at the next line that begins a statement, to name all of them.
 */
final class DbcParser {

  private static final long MAX_ID_FIELD = 0xFFFF_FFFFL;

  private final DbcTokens in;
  private final Draft draft = new Draft();
  private final MessageStatements messages;
  private final AttributeStatements attributes;

  private DbcParser(String text) {
    in = new DbcTokens(DbcText.withoutByteOrderMark(text));
    messages = new MessageStatements(in, draft);
    attributes = new AttributeStatements(in, draft);
  }

  /** Reads what can be read; what cannot is in the draft's faults. */
  static Draft read(String text) {
    return new DbcParser(text).file();
  }

  private Draft file() {
    if (in.atEnd() && !in.isFaulty()) {
      in.unexpected();
    }
    do {
      while (!in.atEnd()) {
        statement();
      }
      if (in.isFaulty()) {
        in.resume(Keywords.STATEMENTS);
      }
    } while (!in.atEnd());
    in.faults().forEach(draft.faults()::add);
    attributes.apply();
    draft.applyStatements();
    draft.sortFaults();
    return draft;
  }

  private void statement() {
    if (in.current().kind() != Kind.KEYWORD) {
      in.unexpected();
      return;
    }
    Position where = in.position();
    switch (in.take().text()) {
      case "VERSION" -> in.skip(Kind.STRING);
      case "NS_" -> newSymbols();
      case "BU_" -> nodes();
      case "BS_" -> bitTiming();
      case "BO_" -> messages.message();
      case "BO_TX_BU_" -> messages.senders();
      case "SIG_VALTYPE_" -> valueType();
      case "VAL_" -> valueNames();
      case "VAL_TABLE_" -> valueTable();
      case "SG_MUL_VAL_" -> multiplexRanges();
      case "SIG_GROUP_" -> signalGroup();
      case "CM_" -> comment();
      case "EV_" -> variable();
      case "ENVVAR_DATA_" -> variableData();
      case "BA_DEF_" -> attributes.definition();
      case "BA_DEF_DEF_" -> attributes.defaultValue();
      case "BA_" -> attributes.value();
      case "BA_DEF_REL_" -> attributes.relationDefinition();
      case "BA_DEF_DEF_REL_" -> attributes.relationDefault();
      case "BA_REL_" -> attributes.relationValue();
      case String keyword when Keywords.SKIPPED.contains(keyword) -> in.skipStatement();
      default -> in.fail(Reason.UNEXPECTED, where);
    }
  }

  /** {@code NS_ :} and keywords without their arguments, up to the next statement. */
  private void newSymbols() {
    in.sign(':');
    while ((in.isName() || in.current().kind() == Kind.KEYWORD)
        && in.following().kind() != Kind.NUMBER
        && in.following().kind() != Kind.STRING
        && !in.following().isSign(':')) {
      in.advance();
    }
  }

  /** {@code BU_:} and names, up to the next statement. */
  private void nodes() {
    in.sign(':');
    while (in.isName()) {
      draft.node(in.name());
    }
  }

  /** {@code BS_:}, which may still give the bit timing, as {@code 500:1,2}. */
  private void bitTiming() {
    in.sign(':');
    if (in.isNumber()) {
      in.skip(Kind.NUMBER);
      in.sign(':');
      in.skip(Kind.NUMBER);
      in.sign(',');
      in.skip(Kind.NUMBER);
    }
  }

  /** {@code SIG_VALTYPE_ 752 NAME : 1;}. */
  private void valueType() {
    SignalReference signal = signalReference();
    if (in.current().isSign(':')) {
      in.advance();
    }
    long type = in.whole(0, Integer.MAX_VALUE);
    in.sign(';');
    if (type == 1 || type == 2) {
      draft.later(() -> draft.signals(signal).forEach(it -> it.type(ValueType.FLOAT)));
    }
  }

  /** {@code VAL_ 752 NAME 0 "A" 1 "B" ;}; without an id it names an environment variable. */
  private void valueNames() {
    if (in.isName()) {
      valueTable();
      return;
    }
    SignalReference signal = signalReference();
    Map<BigInteger, String> names = namesOfValues();
    if (!names.isEmpty()) {
      draft.later(() -> draft.signals(signal).forEach(it -> it.valueNames(names)));
    }
  }

  /** {@code VAL_TABLE_ NAME 0 "A" 1 "B" ;}: editors copy it into each {@code VAL_}. */
  private void valueTable() {
    in.skip(Kind.NAME);
    while (in.isNumber()) {
      in.skip(Kind.NUMBER, Kind.STRING);
    }
    in.sign(';');
  }

  private Map<BigInteger, String> namesOfValues() {
    Position where = in.position();
    Map<BigInteger, String> names = new HashMap<>();
    while (in.isNumber()) {
      names.put(in.whole(), in.string());
      if (names.size() > Database.MAX_VALUES) {
        in.fail(Reason.TOO_MANY, where);
      }
    }
    in.sign(';');
    return names;
  }

  /** {@code SG_MUL_VAL_ 752 NAME MULTIPLEXOR 1-2, 5-5;}. */
  private void multiplexRanges() {
    SignalReference signal = signalReference();
    String multiplexor = in.name();
    List<Presence.Range> ranges = new ArrayList<>();
    do {
      long first = in.whole(0, Long.MAX_VALUE);
      // A number may have a sign, so "1-2" is 1 and −2; "1 - 2" has a sign of its own.
      long last = in.maybe('-') ? -in.whole(0, Long.MAX_VALUE) : in.whole(-Long.MAX_VALUE, 0);
      ranges.add(new Presence.Range(first, -last));
    } while (in.maybe(','));
    in.sign(';');
    draft.later(
        () -> draft.signals(signal).forEach(it -> it.selectBy(new Selection(multiplexor, ranges))));
  }

  /** {@code SIG_GROUP_ 752 NAME 1 : A B;}. */
  private void signalGroup() {
    in.skip(Kind.NUMBER, Kind.NAME, Kind.NUMBER);
    in.sign(':');
    while (in.isName()) {
      in.advance();
    }
    in.sign(';');
  }

  /** {@code CM_ SG_ 752 NAME "text";}, of a message, a node, a variable, or the whole file. */
  private void comment() {
    if (in.isString()) {
      draft.comment(in.string());
    } else {
      String about = in.keyword();
      in.skip(Kind.KEYWORD);
      switch (about) {
        case Keywords.SIGNAL -> {
          SignalReference signal = signalReference();
          String text = in.string();
          draft.later(() -> draft.signals(signal).forEach(it -> it.comment(text)));
        }
        case Keywords.MESSAGE -> {
          Position of = in.position();
          long id = in.whole(0, MAX_ID_FIELD);
          String text = in.string();
          draft.later(() -> draft.messages(id, of).forEach(it -> it.comment(text)));
        }
        case Keywords.NODE, Keywords.VARIABLE -> in.skip(Kind.NAME, Kind.STRING);
        default -> in.unexpected();
      }
    }
    in.sign(';');
  }

  /** {@code EV_ NAME: 0 [0|100] "unit" 0 1 DUMMY_NODE_VECTOR0 NODE,NODE;}. */
  private void variable() {
    in.skip(Kind.NAME);
    in.sign(':');
    in.skip(Kind.NUMBER);
    in.sign('[');
    in.skip(Kind.NUMBER);
    in.sign('|');
    in.skip(Kind.NUMBER);
    in.sign(']');
    in.skip(Kind.STRING, Kind.NUMBER, Kind.NUMBER, Kind.NAME);
    in.skipNames();
    in.sign(';');
  }

  /** {@code ENVVAR_DATA_ NAME: 10;}. */
  private void variableData() {
    in.skip(Kind.NAME);
    in.sign(':');
    in.skip(Kind.NUMBER);
    in.sign(';');
  }

  private SignalReference signalReference() {
    Position where = in.position();
    return new SignalReference(in.whole(0, MAX_ID_FIELD), in.name(), where);
  }
}
