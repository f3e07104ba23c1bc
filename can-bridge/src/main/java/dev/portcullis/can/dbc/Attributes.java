package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.Token.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * The three attributes that say something about frames and names; all others are stepped over.
 * {@code VFrameFormat} of 14 or 15, or the name these two have in every file, means FD. {@code
 * SystemMessageLongSymbol} and {@code SystemSignalLongSymbol} give the full names where the file's
 * own are cut to 32 characters.
 */
final class Attributes {

  private static final String FRAME_FORMAT = "VFrameFormat";
  private static final String LONG_MESSAGE = "SystemMessageLongSymbol";
  private static final String LONG_SIGNAL = "SystemSignalLongSymbol";
  private static final long MAX_ID_FIELD = 0xFFFF_FFFFL;

  private FrameFormat ofUnnamed = FrameFormat.CLASSIC;

  /** {@code BA_DEF_DEF_ "VFrameFormat" "StandardCAN";}. */
  void defaultValue(DbcTokens in) {
    if (isNext(in, FRAME_FORMAT)) {
      in.advance();
      ofUnnamed = format(in.current());
    }
    in.skipStatement();
  }

  /** {@code BA_ "VFrameFormat" BO_ 752 14;} and the two of long names. */
  void value(DbcTokens in, Map<Long, MessageLayout> messages) {
    if (isNext(in, FRAME_FORMAT) && in.following().isName("BO_")) {
      message(in, messages).ifPresent(message -> message.format(format(in.current())));
    } else if (isNext(in, LONG_MESSAGE) && in.following().isName("BO_")) {
      message(in, messages).ifPresent(message -> message.rename(in.longName()));
    } else if (isNext(in, LONG_SIGNAL) && in.following().isName("SG_")) {
      Optional<MessageLayout> message = message(in, messages);
      String shortName = in.name();
      message.flatMap(it -> it.signal(shortName)).ifPresent(signal -> signal.rename(in.longName()));
    }
    in.skipStatement();
  }

  /** The format of messages without the attribute. */
  FrameFormat ofUnnamed() {
    return ofUnnamed;
  }

  private static Optional<MessageLayout> message(DbcTokens in, Map<Long, MessageLayout> messages) {
    in.advance();
    in.advance();
    return Optional.ofNullable(messages.get(in.whole(0, MAX_ID_FIELD)));
  }

  private static boolean isNext(DbcTokens in, String attribute) {
    return in.current().kind() == Kind.STRING && in.current().text().equals(attribute);
  }

  private static FrameFormat format(Token token) {
    return switch (token.text()) {
      case "14", "15", "StandardCAN_FD", "ExtendedCAN_FD" -> FrameFormat.FD;
      default -> FrameFormat.CLASSIC;
    };
  }
}
