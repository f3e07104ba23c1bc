package dev.portcullis.simulator.ecu;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.Crc8;
import java.util.HashMap;
import java.util.Map;

/** A message that a controller sends, each frame with the next counter and its checksum. */
final class StatusMessage {

  private final Message message;
  private long counter;

  StatusMessage(Database database, String name) {
    this.message = database.message(name).orFault();
  }

  /** The raw value that the DBC file gives to {@code value} by its name. */
  long raw(String signal, Enum<?> value) {
    return message.signal(signal).stream()
        .flatMapToLong(each -> each.rawNamed(value.name()).stream())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(message + ": " + signal + " has no " + value.name()));
  }

  /** The next frame with these raw values. */
  CanFrame next(Map<String, Long> signals) {
    var values = new HashMap<>(signals);
    values.put(Protection.COUNTER, counter);
    counter = (counter + 1) % Protection.COUNTERS;
    values.put(Protection.CHECKSUM, 0L);
    var unprotected = message.encode(values).orFault();
    long checksum = Crc8.protect(message.id(), unprotected, Protection.CHECKSUM_BYTE);
    values.put(Protection.CHECKSUM, checksum);
    return message.frame(message.encode(values).orFault());
  }
}
