package dev.portcullis.can.state;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A message whose signals count as known while its last frame is young enough.
 *
 * @param maximumAge of its last frame
 * @param valid signals that must have these raw values, or all others are not available
 * @param notAvailable the names of values that mean a signal is not available
 */
public record WatchedMessage(
    Message message,
    Protection protection,
    Duration maximumAge,
    List<Map.Entry<Signal, Long>> valid,
    Set<String> notAvailable) {

  /** Copies the collections. */
  public WatchedMessage {
    valid = List.copyOf(valid);
    notAvailable = Set.copyOf(notAvailable);
  }
}
