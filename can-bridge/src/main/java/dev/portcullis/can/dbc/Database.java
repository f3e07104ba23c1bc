package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The messages of one DBC file. A message that is broken in itself is refused when asked for. */
public final class Database {

  /** The longest file. */
  public static final int MAX_CHARACTERS = 8 << 20;

  /** The most messages of a file. */
  public static final int MAX_MESSAGES = 10_000;

  /** The most signals of a message. */
  public static final int MAX_SIGNALS = 1_024;

  /** The most named values of a signal. */
  public static final int MAX_VALUES = 65_536;

  private final Map<String, Outcome<Message, DbcRefusal>> messages;

  Database(Map<String, Outcome<Message, DbcRefusal>> messages) {
    this.messages = Collections.unmodifiableMap(new LinkedHashMap<>(messages));
  }

  /** Reads the text of a DBC file, whatever it is. */
  public static Outcome<Database, DbcRefusal> parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return Outcome.refused(new DbcRefusal(Reason.FILE_TOO_LARGE, 1));
    }
    return DbcParser.parse(text);
  }

  /**
   * Reads the bytes of a DBC file. They are taken as ISO 8859-1, because files come in several
   * encodings and say nothing about it: only units and the texts of values can show the difference.
   */
  public static Outcome<Database, DbcRefusal> parse(Bytes file) {
    return parse(new String(file.toArray(), StandardCharsets.ISO_8859_1));
  }

  /** The message of that name, or why it is not there or cannot be used. */
  public Outcome<Message, DbcRefusal> message(String name) {
    Outcome<Message, DbcRefusal> found = messages.get(name);
    return found == null ? Outcome.refused(new DbcRefusal(Reason.NO_SUCH_MESSAGE, 1)) : found;
  }

  /** The names of all messages, in the file's order. */
  public Collection<String> names() {
    return messages.keySet();
  }
}
