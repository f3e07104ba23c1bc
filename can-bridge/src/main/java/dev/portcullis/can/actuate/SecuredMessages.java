package dev.portcullis.can.actuate;

import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import dev.portcullis.can.actuate.SecuredMessageReader.End;
import dev.portcullis.can.actuate.SecuredMessageReader.Secured;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.permit.AllowEntry;
import dev.portcullis.can.permit.BusName;
import dev.portcullis.can.secoc.PduLayout;
import dev.portcullis.can.state.Protection;
import dev.portcullis.can.state.WatchedMessage;
import dev.portcullis.crypto.Bytes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
    var from = sent.get(name);
    var to = watched.get(name);
    if (from != null) {
      read(name, from, End.SENT, table);
    } else if (to != null) {
      read(name, to.protection(), End.WATCHED, table);
    } else {
      table.fault(Reason.NO_SUCH_MESSAGE, "", name + " is neither watched nor sent");
    }
  }

  private void read(String name, Protection protection, End end, Section table) {
    if (protection.hasChecksum()) {
      // It would have to cover the authenticator, which covers it.
      table.fault(Reason.BAD_SECOC, "", name + " has a checksum: the authenticator does its work");
    }
    reader.read(protection.message(), end, table).ifPresent(it -> take(name, it, table));
  }

  private void take(String name, Secured read, Section table) {
    if (read.use() instanceof SecuredUse.Sent && read.isReplayable()) {
      table.fault(Reason.BAD_SECOC, "profile", "a command without freshness can be played back");
    }
    var id = read.message().id();
    if (secured.values().stream().anyMatch(other -> other.message().id().equals(id))) {
      table.fault(Reason.BAD_SECOC, "data_id", "another message has it already");
    }
    secured.put(name, read);
  }

  /**
   * Finds that {@code entry}, of the allow-list of {@code bus}, asks for bits which are others with
   * each frame: nothing would ever be permitted by it, or by chance.
   */
  void checkPermits(BusName bus, AllowEntry entry, Section table) {
    for (Secured each : secured.values()) {
      var layout = each.message().layout();
      if (each.use() instanceof SecuredUse.Sent(var message, var _, var _)
          && entry.bus().equals(bus)
          && entry.id().equals(message.id())
          && entry.mask().size() == message.length()
          && asksBehind(layout, entry.mask())) {
        table.fault(
            Reason.BAD_SECOC,
            "mask",
            "is not zero over freshness and authenticator of " + message.name());
      }
    }
  }

  private static boolean asksBehind(PduLayout layout, Bytes mask) {
    var behind = mask.slice(layout.payloadBytes(), layout.bytes());
    return !behind.equals(Bytes.of(new byte[behind.size()]));
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

  List<SecuredUse> uses() {
    return secured.values().stream().map(Secured::use).toList();
  }
}
