package dev.portcullis.agent.car;

import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.grant.Presence;
import dev.portcullis.can.actuate.Gesture;
import dev.portcullis.can.actuate.GestureObserver;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when can-bridge saw somebody in the car give a signal. The time is taken as it happens,
 * on the boot clock: a clock that stands still while the unit sleeps would make an old gesture
 * young again.
 */
public final class BridgePresence implements Presence, GestureObserver {

  private final BootClock clock;
  private final Map<Gesture, Long> begun = new ConcurrentHashMap<>();

  /** Nothing was given yet. */
  public BridgePresence(BootClock clock) {
    this.clock = clock;
  }

  @Override
  public void begun(Gesture gesture) {
    begun.put(gesture, clock.nanos());
  }

  @Override
  public OptionalLong lastGiven(Signal signal) {
    var gesture =
        switch (signal) {
          case ENROL -> Gesture.ENROL;
          case REVOKE_OWNER -> Gesture.REVOKE_OWNER;
          case HAND_OVER -> Gesture.HAND_OVER;
        };
    return Optional.ofNullable(begun.get(gesture)).stream().mapToLong(Long::longValue).findFirst();
  }
}
