package dev.portcullis.can.actuate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Presence;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.state.Protection;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds what the command map names in the DBC, and says at the key's path what is not there. */
final class SignalLookup {

  private final Database database;

  SignalLookup(Database database) {
    this.database = database;
  }

  Optional<Message> message(String name, Section at, String key) {
    return switch (database.message(name)) {
      case Passed<Message, DbcRefusal>(Message message) when !message.fitsAFrame() -> {
        at.fault(Reason.NO_SUCH_MESSAGE, key, name + ": no single frame has its length");
        yield Optional.empty();
      }
      case Passed<Message, DbcRefusal>(Message message) -> Optional.of(message);
      case Refused<Message, DbcRefusal>(DbcRefusal refusal) -> {
        at.fault(Reason.NO_SUCH_MESSAGE, key, name + ": " + refusal.reason() + " in the DBC");
        yield Optional.empty();
      }
    };
  }

  Optional<Signal> signal(Message message, String name, Section at, String key) {
    Optional<Signal> signal = message.signal(name);
    if (signal.isEmpty()) {
      at.fault(Reason.NO_SUCH_SIGNAL, key, message.name() + " has no signal " + name);
    } else if (!(signal.get().presence() instanceof Presence.Always)) {
      at.fault(Reason.MULTIPLEXED, key, name + " is multiplexed");
      return Optional.empty();
    }
    return signal;
  }

  /** The raw value of what the file says: the name of a value, or a physical value. */
  long raw(Signal signal, JsonNode value, Section at, String key) {
    OptionalLong raw;
    if (value.isTextual()) {
      raw = signal.rawNamed(value.textValue());
    } else {
      Optional<Long> exact = signal.rawOf(value.longValue());
      raw = exact.isPresent() ? OptionalLong.of(exact.get()) : OptionalLong.empty();
    }
    if (raw.isEmpty()) {
      at.fault(Reason.NO_SUCH_VALUE, key, signal.name() + " has no value " + value.asText());
    }
    return raw.orElse(0);
  }

  /** The keys {@code counter} and {@code checksum}, both optional. */
  Protection protection(Message message, Section at) {
    Optional<Signal> counter =
        at.optionalText("counter").flatMap(name -> signal(message, name, at, "counter"));
    Optional<Signal> checksum =
        at.optionalText("checksum").flatMap(name -> signal(message, name, at, "checksum"));
    if (checksum.isPresent() && !Protection.isWholeByte(checksum.get())) {
      at.fault(Reason.BAD_CHECKSUM, "checksum", "not one whole byte");
      return Protection.none(message);
    }
    return new Protection(message, counter, checksum);
  }
}
