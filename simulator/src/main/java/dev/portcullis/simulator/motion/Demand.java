package dev.portcullis.simulator.motion;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the driver wants just now.
 *
 * @param kilometresPerHour the speed to come to, 0 to 250, whichever way the lever says
 * @param steeringDegrees where the wheel is to be turned, positive to the left
 */
public record Demand(
    double kilometresPerHour, double steeringDegrees, Selector selector, Set<Fact> facts) {

  /** Locked, shut, empty. */
  public static final Demand PARKED = new Demand(0, 0, Selector.PARK, Set.of(Fact.LOCKED));

  /** Copies the set. */
  public Demand {
    var copy = EnumSet.noneOf(Fact.class);
    copy.addAll(facts);
    facts = copy;
  }

  /** Whether {@code fact} is wanted. */
  public boolean has(Fact fact) {
    return facts.contains(fact);
  }

  Demand at(double speed, double steering) {
    return new Demand(speed, steering, selector, facts);
  }

  Demand in(Selector changed) {
    return new Demand(kilometresPerHour, steeringDegrees, changed, facts);
  }

  Demand with(Fact... more) {
    var changed = EnumSet.copyOf(facts);
    changed.addAll(Set.of(more));
    return new Demand(kilometresPerHour, steeringDegrees, selector, changed);
  }

  Demand without(Fact... fewer) {
    var changed = EnumSet.copyOf(facts);
    changed.removeAll(Set.of(fewer));
    return new Demand(kilometresPerHour, steeringDegrees, selector, changed);
  }
}
