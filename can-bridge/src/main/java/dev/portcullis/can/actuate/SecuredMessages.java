package dev.portcullis.can.actuate;

import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import dev.portcullis.can.actuate.SecuredMessageReader.Secured;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.secoc.SecuredMessage;
import dev.portcullis.can.state.Protection;
import dev.portcullis.can.state.WatchedMessage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code [secoc]}: what is watched or sent under SecOC. No recording may stand in for a
 * command of ours or confirm one: where that is asked, a profile without freshness is a fault.
 */
final class SecuredMessages {

  private final Map<String, WatchedMessage> watched;
  private final Map<String, Protection> sent;
  private final SecuredMessageReader reader;
  private final Map<String, Secured> secured = new LinkedHashMap<>();

  SecuredMessages(
      Map<String, WatchedMessage> watched, Map<String, Protection> sent, SignalLookup lookup) {
    this.watched = watched;
    this.sent = sent;
    this.reader = new SecuredMessageReader(lookup);
  }

  void read(String name, Section table) {
    Optional<Message> message =
        Optional.ofNullable(watched.get(name))
            .map(WatchedMessage::message)
            .or(() -> Optional.ofNullable(sent.get(name)).map(Protection::message));
    if (message.isEmpty()) {
      table.fault(Reason.NO_SUCH_MESSAGE, "", name + " is neither watched nor sent");
      return;
    }
    reader.read(message.get(), table).ifPresent(it -> take(name, it, table));
  }

  private void take(String name, Secured read, Section table) {
    if (sent.containsKey(name) && read.isReplayable()) {
      table.fault(Reason.BAD_SECOC, "profile", "a command without freshness can be played back");
    }
    var id = read.message().id();
    if (secured.values().stream().anyMatch(other -> other.message().id().equals(id))) {
      table.fault(Reason.BAD_SECOC, "data_id", "another message has it already");
    }
    secured.put(name, read);
  }

  /** Zero for each signal of {@code name} that SecOC fills in. */
  Map<String, Long> zeros(String name) {
    Map<String, Long> zeros = new HashMap<>();
    if (secured.containsKey(name)) {
      secured.get(name).filled().stream().map(Signal::name).forEach(it -> zeros.put(it, 0L));
    }
    return zeros;
  }

  /** Finds that a recording of {@code message} would confirm an action. */
  void checkConfirms(Message message, Section feedback) {
    Optional.ofNullable(secured.get(message.name()))
        .filter(Secured::isReplayable)
        .ifPresent(_ ->
            feedback.fault(
                Reason.BAD_SECOC, "signal", message.name() + " has no freshness to confirm with"));
  }

  Map<String, SecuredMessage> byName() {
    Map<String, SecuredMessage> messages = new LinkedHashMap<>();
    secured.forEach((name, it) -> messages.put(name, it.message()));
    return messages;
  }
}
