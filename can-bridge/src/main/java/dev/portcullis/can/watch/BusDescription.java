package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a DBC file says about a bus, and which file it was: a baseline belongs to one. */
public final class BusDescription {

  private final Map<ArbitrationId, Message> messages = new LinkedHashMap<>();
  private final Digest digest;
  private final List<Twins> twins;

  private BusDescription(Database database, Digest digest) {
    this.digest = digest;
    for (String name : database.names()) {
      for (Outcome<Message, DbcRefusal> each : database.messages(name)) {
        if (each instanceof Passed<Message, DbcRefusal>(var message) && message.fitsAFrame()) {
          messages.putIfAbsent(message.id(), message);
        }
      }
    }
    twins = Twins.of(messages());
  }

  /** Reads the bytes of a DBC file. */
  public static Outcome<BusDescription, DbcRefusal> parse(Bytes file) {
    return Database.parse(file).map(it -> new BusDescription(it, Digest.of(file)));
  }

  /** The messages that a single frame carries, one for each identifier, in the file's order. */
  public List<Message> messages() {
    return List.copyOf(messages.values());
  }

  /** The message of that identifier. */
  public Optional<Message> message(ArbitrationId id) {
    return Optional.ofNullable(messages.get(id));
  }

  /** The messages that have a signal in common. */
  List<Twins> twins() {
    return twins;
  }

  /** Two messages that have that signal. */
  Optional<Twins> twins(Message first, String signal, String second) {
    return twins.stream()
        .filter(it ->
            it.first() == first && it.signal().equals(signal) && it.second().name().equals(second))
        .findFirst();
  }

  /** The SHA-256 digest of the file. */
  public Digest digest() {
    return digest;
  }
}
