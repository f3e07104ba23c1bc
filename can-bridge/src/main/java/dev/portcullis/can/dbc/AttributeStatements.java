package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.Draft.SignalReference;
import dev.portcullis.can.dbc.Token.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads attributes: each has a definition with a type, perhaps a default, and values for messages,
 * signals, nodes, variables or the whole file. A few say something about frames: {@code
 * VFrameFormat}, {@code GenMsgCycleTime}, {@code GenMsgSendType}, {@code GenSigStartValue}, and the
 * two {@code System…LongSymbol} with the full names where the file's own are cut to 32 characters.
 */
final class AttributeStatements {

  private static final long MAX_ID_FIELD = 0xFFFF_FFFFL;
  private static final String FRAME_FORMAT = "VFrameFormat";
  private static final String CYCLE_TIME = "GenMsgCycleTime";
  private static final String SEND_TYPE = "GenMsgSendType";
  private static final String START_VALUE = "GenSigStartValue";
  private static final String LONG_MESSAGE = "SystemMessageLongSymbol";
  private static final String LONG_SIGNAL = "SystemSignalLongSymbol";
  private static final String LONG_NAME = "[A-Za-z_][A-Za-z0-9_]{0,127}";
  private static final String FD_SUFFIX = "CAN_FD";
  private static final int STANDARD_FD = 14;
  private static final int EXTENDED_FD = 15;
  private static final BigDecimal MAX_MILLISECONDS = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** What an attribute's values are. */
  private enum Type {
    WHOLE,
    FLOAT,
    ENUMERATION,
    TEXT
  }

  private record Definition(Type type, List<String> choices) {}

  private record Value(String attribute, Token token, Consumer<Token> apply) {}

  private final DbcTokens in;
  private final Draft draft;
  private final Map<String, Definition> definitions = new HashMap<>();
  private final Map<String, Token> defaults = new HashMap<>();
  private final List<Value> values = new ArrayList<>();

  AttributeStatements(DbcTokens in, Draft draft) {
    this.in = in;
    this.draft = draft;
  }

  /** {@code BA_DEF_ BO_ "Name" INT 0 100;}. */
  void definition() {
    switch (in.keyword()) {
      case Keywords.MESSAGE, Keywords.SIGNAL, Keywords.NODE, Keywords.VARIABLE -> in.advance();
      default -> {}
    }
    String name = in.string();
    definitions.put(name, typeAndBounds());
  }

  private Definition typeAndBounds() {
    String typeName = in.name();
    List<String> choices = new ArrayList<>();
    Type type =
        switch (typeName) {
          case "INT", "HEX" -> Type.WHOLE;
          case "FLOAT" -> Type.FLOAT;
          case "ENUM" -> Type.ENUMERATION;
          default -> Type.TEXT;
        };
    if (in.isString()) {
      do {
        choices.add(in.string());
      } while (in.maybe(','));
    } else if (in.isNumber()) {
      in.skip(Kind.NUMBER, Kind.NUMBER);
      while (in.isNumber()) {
        in.advance();
      }
    }
    in.sign(';');
    return new Definition(type, choices);
  }

  /** {@code BA_DEF_DEF_ "Name" 50;}. */
  void defaultValue() {
    String name = in.string();
    defaults.put(name, in.value());
    in.sign(';');
  }

  /** {@code BA_ "Name" BO_ 752 50;}. */
  void value() {
    Position where = in.position();
    String attribute = in.string();
    Consumer<Token> apply = target(attribute);
    Token token = in.value();
    in.sign(';');
    values.add(new Value(attribute, new Token(token.kind(), token.text(), where), apply));
  }

  private Consumer<Token> target(String attribute) {
    return switch (in.keyword()) {
      case Keywords.MESSAGE -> {
        in.advance();
        Position where = in.position();
        long id = in.whole(0, MAX_ID_FIELD);
        yield token -> draft.messages(id, where).forEach(it -> apply(attribute, token, it));
      }
      case Keywords.SIGNAL -> {
        in.advance();
        Position where = in.position();
        var signal = new SignalReference(in.whole(0, MAX_ID_FIELD), in.name(), where);
        yield token -> draft.signals(signal).forEach(it -> apply(attribute, token, it));
      }
      case Keywords.NODE, Keywords.VARIABLE -> {
        in.advance();
        in.skip(Kind.NAME);
        yield _ -> {};
      }
      default -> _ -> {};
    };
  }

  /** {@code BA_DEF_REL_ BU_SG_REL_ "Name" INT 0 100;}. */
  void relationDefinition() {
    switch (in.keyword()) {
      case Keywords.NODE_SIGNAL, Keywords.NODE_MESSAGE, Keywords.NODE_VARIABLE -> in.advance();
      default -> {}
    }
    in.skip(Kind.STRING);
    Definition _ = typeAndBounds();
  }

  /** {@code BA_DEF_DEF_REL_ "Name" 50;}. */
  void relationDefault() {
    in.skip(Kind.STRING);
    in.skipValue();
    in.sign(';');
  }

  /** {@code BA_REL_ "Name" BU_SG_REL_ NODE SG_ 752 SIGNAL 50;}. */
  void relationValue() {
    in.skip(Kind.STRING);
    String relation = in.keyword();
    in.skip(Kind.KEYWORD);
    switch (relation) {
      case Keywords.NODE_SIGNAL -> {
        in.skip(Kind.NAME);
        in.keyword(Keywords.SIGNAL);
        in.skip(Kind.NUMBER, Kind.NAME);
      }
      case Keywords.NODE_MESSAGE -> in.skip(Kind.NAME, Kind.NUMBER);
      case Keywords.NODE_VARIABLE -> in.skip(Kind.NAME, Kind.NAME);
      default -> in.unexpected();
    }
    in.skipValue();
    in.sign(';');
  }

  /** Once the whole file is read: a definition may stand behind a value. */
  void apply() {
    definitions.forEach((name, definition) -> {
      Token value = defaults.get(name);
      if (value != null && definition.type() != Type.ENUMERATION && !isOf(definition, value)) {
        draft.fail(Reason.BAD_NUMBER, value.position());
      }
    });
    draft.messages().forEach(this::applyDefaults);
    for (Value value : values) {
      Definition definition = definitions.get(value.attribute());
      if (definition == null) {
        draft.fail(Reason.UNKNOWN_ATTRIBUTE, value.token().position());
      } else if (isOf(definition, value.token())) {
        value.apply().accept(value.token());
      } else {
        draft.fail(Reason.BAD_NUMBER, value.token().position());
      }
    }
  }

  /** Values of all types but text are numbers; those of an enumeration are its index. */
  private static boolean isOf(Definition definition, Token value) {
    return definition.type() == Type.TEXT || Decimal.parse(value.text()).isPresent();
  }

  private void applyDefaults(MessageLayout message) {
    definitions.forEach((name, definition) -> {
      Token value = defaults.get(name);
      if (value == null) {
        return;
      }
      switch (name) {
        case FRAME_FORMAT ->
            message.format(
                definition.type() == Type.WHOLE ? formatOf(value) : formatNamed(value.text()));
        case CYCLE_TIME -> message.cycleTime(cycleTime(value));
        case SEND_TYPE -> message.sendType(value.text());
        default -> {}
      }
    });
  }

  private void apply(String attribute, Token value, MessageLayout message) {
    switch (attribute) {
      case FRAME_FORMAT -> message.format(frameFormat(value));
      case CYCLE_TIME -> message.cycleTime(cycleTime(value));
      case SEND_TYPE -> choice(SEND_TYPE, value).ifPresent(message::sendType);
      case LONG_MESSAGE -> {
        if (isLongName(value)) {
          message.rename(value.text());
        }
      }
      default -> {}
    }
  }

  private void apply(String attribute, Token value, SignalLayout signal) {
    switch (attribute) {
      case START_VALUE -> Decimal.parse(value.text()).ifPresent(signal::startValue);
      case LONG_SIGNAL -> {
        if (isLongName(value)) {
          signal.rename(value.text());
        }
      }
      default -> {}
    }
  }

  private FrameFormat frameFormat(Token value) {
    Definition definition = definitions.get(FRAME_FORMAT);
    return definition == null || definition.choices().isEmpty()
        ? formatOf(value)
        : choice(FRAME_FORMAT, value)
            .map(AttributeStatements::formatNamed)
            .orElse(FrameFormat.CLASSIC);
  }

  /** By the number that the two FD formats have in every file that names none. */
  private static FrameFormat formatOf(Token value) {
    int number = Decimal.parse(value.text()).map(it -> it.exact().intValue()).orElse(0);
    return number == STANDARD_FD || number == EXTENDED_FD ? FrameFormat.FD : FrameFormat.CLASSIC;
  }

  private static FrameFormat formatNamed(String name) {
    return name.endsWith(FD_SUFFIX) ? FrameFormat.FD : FrameFormat.CLASSIC;
  }

  /** What the definition calls the value; the text itself where it names none. */
  private Optional<String> choice(String attribute, Token value) {
    Definition definition = definitions.get(attribute);
    if (definition == null || definition.choices().isEmpty()) {
      return Optional.of(value.text());
    }
    BigDecimal index =
        Decimal.parse(value.text())
            .map(it -> it.exact().setScale(0, RoundingMode.DOWN))
            .orElse(BigDecimal.ONE.negate());
    if (index.signum() < 0
        || index.compareTo(BigDecimal.valueOf(definition.choices().size())) >= 0) {
      draft.fail(Reason.BAD_NUMBER, value.position());
      return Optional.empty();
    }
    return Optional.of(definition.choices().get(index.intValue()));
  }

  private static Optional<Duration> cycleTime(Token value) {
    return Decimal.parse(value.text())
        .map(Decimal::exact)
        .filter(it -> it.signum() > 0 && it.compareTo(MAX_MILLISECONDS) <= 0)
        .map(it -> Duration.ofNanos(it.movePointRight(6).longValue()));
  }

  private boolean isLongName(Token value) {
    if (value.text().matches(LONG_NAME)) {
      return true;
    }
    draft.fail(Reason.BAD_NAME, value.position());
    return false;
  }
}
