package dev.portcullis.can.actuate;

import dev.portcullis.can.state.Reading.Known;
import dev.portcullis.can.state.Reading.Unknown;
import dev.portcullis.can.state.VehicleState;
import java.util.List;
import java.util.Optional;

/** A named precondition: all its requirements, and what it means when one does not hold. */
record Condition(String name, Precondition otherwise, List<Requirement> all) {

  Condition {
    all = List.copyOf(all);
  }

  /** Why it does not hold at {@code now}; empty if it does. An unknown signal satisfies nothing. */
  Optional<Precondition> hindrance(VehicleState state, long now) {
    for (Requirement requirement : all) {
      switch (state.read(requirement.message(), requirement.signal(), now)) {
        case Unknown _ -> {
          return Optional.of(Precondition.STATE_UNKNOWN);
        }
        case Known(long raw, var _) when raw != requirement.raw() -> {
          return Optional.of(otherwise);
        }
        case Known _ -> {}
      }
    }
    return Optional.empty();
  }
}
