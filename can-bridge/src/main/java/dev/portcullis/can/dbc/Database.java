package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The longest message in bytes: what a transport protocol (ISO 15765-2) carries. */
  public static final int MAX_LENGTH = 4_095;

  private final Map<String, List<Outcome<Message, DbcRefusal>>> byName = new LinkedHashMap<>();
  private final Map<ArbitrationId, List<Outcome<Message, DbcRefusal>>> byId = new HashMap<>();
  private final Map<String, DbcRefusal> ambiguous = new HashMap<>();
  private final Optional<String> comment;

  Database(Draft draft) {
    comment = draft.comment();
    for (MessageLayout layout : draft.messages()) {
      Outcome<Message, DbcRefusal> message = layout.finish();
      List<Outcome<Message, DbcRefusal>> namesakes =
          byName.computeIfAbsent(layout.name(), _ -> new ArrayList<>());
      namesakes.add(message);
      if (namesakes.size() > 1) {
        ambiguous.putIfAbsent(
            layout.name(), DbcRefusal.at(layout.position(), Reason.DUPLICATE_MESSAGE));
      }
      byId.computeIfAbsent(layout.id(), _ -> new ArrayList<>()).add(message);
    }
  }

  /** Reads the text of a DBC file, whatever it is. */
  public static Outcome<Database, DbcRefusal> parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return Outcome.refused(new DbcRefusal(Reason.FILE_TOO_LARGE, 1, 1));
    }
    Draft draft = DbcParser.read(text);
    return draft.faults().isEmpty()
        ? Outcome.passed(new Database(draft))
        : Outcome.refused(draft.faults().getFirst());
  }

  /** Reads the bytes of a DBC file: UTF-8, with or without byte order mark, or Windows-1252. */
  public static Outcome<Database, DbcRefusal> parse(Bytes file) {
    return file.size() > MAX_CHARACTERS
        ? Outcome.refused(new DbcRefusal(Reason.FILE_TOO_LARGE, 1, 1))
        : parse(DbcText.decode(file));
  }

  /**
   * The message of that name for a vehicle, or why it is not there or cannot be used. A name that
   * several messages have means none of them, and a message that describes bits twice is refused.
   */
  public Outcome<Message, DbcRefusal> message(String name) {
    List<Outcome<Message, DbcRefusal>> found = byName.get(name);
    if (found == null) {
      return Outcome.refused(new DbcRefusal(Reason.NO_SUCH_MESSAGE, 1, 1));
    }
    DbcRefusal several = ambiguous.get(name);
    return several == null
        ? found.getFirst().then(Database::withoutOverlap)
        : Outcome.refused(several);
  }

  private static Outcome<Message, DbcRefusal> withoutOverlap(Message message) {
    return message
        .overlap()
        .<Outcome<Message, DbcRefusal>>map(Outcome::refused)
        .orElseGet(() -> Outcome.passed(message));
  }

  /** All messages of that name, in the file's order, to look at. */
  public List<Outcome<Message, DbcRefusal>> messages(String name) {
    return Collections.unmodifiableList(byName.getOrDefault(name, List.of()));
  }

  /** All messages of that id, in the file's order, to look at: usually one. */
  public List<Outcome<Message, DbcRefusal>> messages(ArbitrationId id) {
    return Collections.unmodifiableList(byId.getOrDefault(id, List.of()));
  }

  /** The names of all messages, in the file's order. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** What the file says about itself. */
  public Optional<String> comment() {
    return comment;
  }
}
