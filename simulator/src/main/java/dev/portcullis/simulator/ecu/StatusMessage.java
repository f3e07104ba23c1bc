package dev.portcullis.simulator.ecu;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.Crc8;
import dev.portcullis.can.secoc.SecOcSender;
import dev.portcullis.crypto.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a controller sends: under SecOC, or each frame with the next counter and its
 * checksum, as far as the DBC file has them.
 */
final class StatusMessage {

  private record End(SecOcSender sender, int payloadBytes) {}

  private final Message message;
  private final Optional<End> secured;
  private long counter;

  StatusMessage(Database database, BusSecurity security, String name) {
    this.message = database.message(name).orFault();
    this.secured =
        security
            .message(name)
            .map(each -> new End(security.sender(each), each.layout().payloadBytes()));
  }

  /** The raw value that the DBC file gives to {@code value} by its name. */
  long raw(String signal, Enum<?> value) {
    return message.signal(signal).stream()
        .flatMapToLong(each -> each.rawNamed(value.name()).stream())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(message + ": " + signal + " has no " + value.name()));
  }

  /** The next frame with these raw values; all other signals are filled in. */
  CanFrame next(Map<String, Long> signals) {
    var values = new HashMap<>(signals);
    message.signals().forEach(each -> values.putIfAbsent(each.name(), 0L));
    values.computeIfPresent(Protection.COUNTER, (_, _) -> counter);
    counter = (counter + 1) % Protection.COUNTERS;
    return secured
        .map(end -> secured(end, values))
        .orElseGet(() -> message.frame(withChecksum(values)));
  }

  private CanFrame secured(End end, Map<String, Long> values) {
    var payload = message.encode(values).orFault().slice(0, end.payloadBytes());
    return message.frame(end.sender().secure(payload).orFault());
  }

  private Bytes withChecksum(Map<String, Long> values) {
    var unprotected = message.encode(values).orFault();
    if (!values.containsKey(Protection.CHECKSUM)) {
      return unprotected;
    }
    long checksum = Crc8.protect(message.id(), unprotected, Protection.CHECKSUM_BYTE);
    values.put(Protection.CHECKSUM, checksum);
    return message.encode(values).orFault();
  }
}
