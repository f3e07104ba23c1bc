package dev.portcullis.can.actuate;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.state.Reading;
import dev.portcullis.can.state.VehicleState;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sees when gestures begin: given in a frame that held, after a frame that held in which they were
 * not, with no more time between the two than the message may be old. A signal that is stuck, or
 * was given before anybody looked, is nobody's gesture. For one thread at a time.
 */
final class Gestures {

  private enum Seen {
    NEVER,
    NOT_GIVEN,
    GIVEN
  }

  private static final class Watch {
    private final Requirement requirement;
    private Seen seen = Seen.NEVER;
    private long seenAt;

    Watch(Requirement requirement) {
      this.requirement = requirement;
    }

    boolean begins(VehicleState state, long nanos) {
      boolean gap = nanos - seenAt > requirement.message().maximumAge().toNanos();
      var before = gap ? Seen.NEVER : seen;
      seen =
          switch (state.read(requirement.message(), requirement.signal(), nanos)) {
            case Reading.Unknown _ -> Seen.NEVER;
            case Reading.Known(long raw, var _) ->
                raw == requirement.raw() ? Seen.GIVEN : Seen.NOT_GIVEN;
          };
      seenAt = nanos;
      return before == Seen.NOT_GIVEN && seen == Seen.GIVEN;
    }
  }

  private final Map<Gesture, Watch> watches = new EnumMap<>(Gesture.class);
  private final GestureObserver observer;

  Gestures(Map<Gesture, Requirement> configured, GestureObserver observer) {
    this.observer = observer;
    configured.forEach((gesture, requirement) -> watches.put(gesture, new Watch(requirement)));
  }

  /** A frame of {@code id} held and is in {@code state}. */
  void taken(ArbitrationId id, VehicleState state, long nanos) {
    watches.forEach((gesture, watch) -> {
      if (watch.requirement.message().message().id().equals(id) && watch.begins(state, nanos)) {
        observer.begun(gesture);
      }
    });
  }

  /** The adapter is lost: what was last seen may not be so any more. */
  void forget() {
    watches.values().forEach(watch -> watch.seen = Seen.NEVER);
  }
}
