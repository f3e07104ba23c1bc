package dev.portcullis.can.state;

import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.state.Reading.Unknown;
import dev.portcullis.can.state.Reading.Why;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the watched messages say of the car, as long as their senders are to be believed. Safe for
 * concurrent use.
 *
 * <p>A message is unknown where nothing came for its maximum age, where the last frame's checksum
 * was wrong, where its counter was wrong five times and that was not made up for, one right count
 * for one wrong, and after frames were lost on the way here.
 */
public final class VehicleState {

  private final Map<ArbitrationId, MessageState> messages = new HashMap<>();

  /** Knows nothing yet. */
  public VehicleState(Collection<WatchedMessage> watched) {
    for (WatchedMessage message : watched) {
      messages.put(message.message().id(), new MessageState(message));
    }
  }

  /** Takes a frame received at {@code nanos} of the clock that {@link #read} is asked with. */
  public synchronized FrameVerdict accept(CanFrame frame, long nanos) {
    MessageState message = messages.get(frame.id());
    return message == null ? FrameVerdict.NOT_WATCHED : message.accept(frame, nanos);
  }

  /** Forgets everything: the port is lost, and what was seen may not be so any more. */
  public synchronized void forget() {
    messages.values().forEach(MessageState::forget);
  }

  /** What is known of {@code signal} of {@code message} at {@code now}. */
  public synchronized Reading read(WatchedMessage message, Signal signal, long now) {
    MessageState state = messages.get(message.message().id());
    return state == null ? new Unknown(Why.NEVER_SEEN) : state.read(signal, now);
  }

  /** When the last frame of {@code message} that held was received; empty if none was. */
  public synchronized Optional<Long> receivedAt(WatchedMessage message) {
    return Optional.ofNullable(messages.get(message.message().id()))
        .flatMap(MessageState::receivedAt);
  }
}
