package dev.portcullis.can.state;

import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.state.Reading.Known;
import dev.portcullis.can.state.Reading.Unknown;
import dev.portcullis.can.state.Reading.Why;
import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is known of one watched message, and how far its sender is to be believed. */
final class MessageState {

  /** So many wrong counts, not made up for by right ones, and the sender is not believed. */
  static final int MOST_WRONG_COUNTS = 5;

  private final WatchedMessage watched;
  private Optional<Last> last = Optional.empty();
  private boolean isDamaged;
  private int wrongCounts;

  /** The last frame that held: its payload and when it came. */
  private record Last(Bytes payload, long nanos) {}

  MessageState(WatchedMessage watched) {
    this.watched = watched;
  }

  FrameVerdict accept(CanFrame frame, long nanos) {
    if (!watched.message().matches(frame)) {
      return FrameVerdict.WRONG_FORMAT;
    }
    Bytes payload = frame.payload();
    if (!watched.protection().checksumHolds(payload)) {
      isDamaged = true;
      return FrameVerdict.BAD_CHECKSUM;
    }
    FrameVerdict verdict = count(payload);
    if (verdict == FrameVerdict.TAKEN) {
      isDamaged = false;
      last = Optional.of(new Last(payload, nanos));
    }
    return verdict;
  }

  /** A jump may be a frame that was lost, so it is taken; a count that stands still is not. */
  private FrameVerdict count(Bytes payload) {
    Optional<Long> before = last.flatMap(it -> watched.protection().countAfter(it.payload()));
    Optional<Long> count = watched.protection().count(payload);
    if (before.isEmpty() || before.equals(count)) {
      wrongCounts = Math.max(0, wrongCounts - 1);
      return FrameVerdict.TAKEN;
    }
    wrongCounts = Math.min(MOST_WRONG_COUNTS, wrongCounts + 1);
    return count.equals(last.flatMap(it -> watched.protection().count(it.payload())))
        ? FrameVerdict.REPEATED_COUNTER
        : FrameVerdict.TAKEN;
  }

  void forget() {
    last = Optional.empty();
    isDamaged = false;
    wrongCounts = 0;
  }

  Reading read(Signal signal, long now) {
    if (last.isEmpty()) {
      return new Unknown(isDamaged ? Why.DAMAGED : Why.NEVER_SEEN);
    }
    Last frame = last.get();
    long age = Math.max(0, now - frame.nanos());
    if (age > watched.maximumAge().toNanos()) {
      return new Unknown(Why.STALE);
    }
    if (isDamaged) {
      return new Unknown(Why.DAMAGED);
    }
    if (wrongCounts == MOST_WRONG_COUNTS) {
      return new Unknown(Why.COUNTS_WRONG);
    }
    return isAvailable(signal, frame.payload())
        ? new Known(signal.raw(frame.payload()), Duration.ofNanos(age))
        : new Unknown(Why.NOT_AVAILABLE);
  }

  Optional<Long> receivedAt() {
    return last.map(Last::nanos);
  }

  private boolean isAvailable(Signal signal, Bytes payload) {
    for (Map.Entry<Signal, Long> condition : watched.valid()) {
      if (condition.getKey().raw(payload) != condition.getValue()) {
        return false;
      }
    }
    return watched.notAvailable().isEmpty()
        || signal.valueName(signal.raw(payload)).filter(watched.notAvailable()::contains).isEmpty();
  }
}
