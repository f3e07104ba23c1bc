package dev.portcullis.can.state;

import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.state.Reading.Known;
import dev.portcullis.can.state.Reading.Unknown;
import dev.portcullis.can.state.Reading.Why;
import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The last frame of each watched message that held. Safe for concurrent use. */
public final class VehicleState {

  /** The last frame that held: its payload and when it came. */
  private record Last(Bytes payload, long nanos) {}

  private final Map<ArbitrationId, WatchedMessage> watched = new HashMap<>();
  private final Map<ArbitrationId, Last> last = new HashMap<>();

  /** Knows nothing yet. */
  public VehicleState(Collection<WatchedMessage> watched) {
    for (WatchedMessage message : watched) {
      this.watched.put(message.message().id(), message);
    }
  }

  /** Takes a frame received at {@code nanos} of the clock that {@link #read} is asked with. */
  public synchronized FrameVerdict accept(CanFrame frame, long nanos) {
    WatchedMessage message = watched.get(frame.id());
    if (message == null) {
      return FrameVerdict.NOT_WATCHED;
    }
    if (!message.message().matches(frame)) {
      return FrameVerdict.WRONG_FORMAT;
    }
    Bytes payload = frame.payload();
    if (!message.protection().checksumHolds(payload)) {
      return FrameVerdict.BAD_CHECKSUM;
    }
    Last before = last.get(frame.id());
    if (before != null && repeats(message.protection(), before.payload(), payload)) {
      return FrameVerdict.REPEATED_COUNTER;
    }
    last.put(frame.id(), new Last(payload, nanos));
    return FrameVerdict.TAKEN;
  }

  private static boolean repeats(Protection protection, Bytes before, Bytes now) {
    Optional<Long> count = protection.count(now);
    return count.isPresent() && count.equals(protection.count(before));
  }

  /** Forgets everything: the port is lost, and what was seen may not be so any more. */
  public synchronized void forget() {
    last.clear();
  }

  /** What is known of {@code signal} of {@code message} at {@code now}. */
  public synchronized Reading read(WatchedMessage message, Signal signal, long now) {
    Last frame = last.get(message.message().id());
    if (frame == null) {
      return new Unknown(Why.NEVER_SEEN);
    }
    long age = Math.max(0, now - frame.nanos());
    if (age > message.maximumAge().toNanos()) {
      return new Unknown(Why.STALE);
    }
    return isAvailable(message, signal, frame.payload())
        ? new Known(signal.raw(frame.payload()), Duration.ofNanos(age))
        : new Unknown(Why.NOT_AVAILABLE);
  }

  /** When the last frame of {@code message} that held was received; empty if none was. */
  public synchronized Optional<Long> receivedAt(WatchedMessage message) {
    return Optional.ofNullable(last.get(message.message().id())).map(Last::nanos);
  }

  private static boolean isAvailable(WatchedMessage message, Signal signal, Bytes payload) {
    for (Map.Entry<Signal, Long> condition : message.valid()) {
      if (condition.getKey().raw(payload) != condition.getValue()) {
        return false;
      }
    }
    return message.notAvailable().isEmpty()
        || signal.valueName(signal.raw(payload)).filter(message.notAvailable()::contains).isEmpty();
  }
}
