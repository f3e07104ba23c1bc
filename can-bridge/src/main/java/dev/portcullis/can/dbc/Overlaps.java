package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.Presence.Always;
import dev.portcullis.can.dbc.Presence.Selected;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Finds signals that share a bit although both can be part of the same frame. Signals of one byte
 * order at one level of multiplexing then contradict each other. Those of different byte orders or
 * levels are in many makers' files: a byte described twice. They can be read, each for itself.
 */
final class Overlaps {

  /** Which of the two it is. */
  enum Kind {
    CONTRADICTION,
    SECOND_VIEW
  }

  private final List<Signal> signals;
  private final List<SignalLayout> layouts;
  private final BiConsumer<Kind, Position> found;
  private final Map<String, Signal> byName = new HashMap<>();

  /** {@code layouts} are those of {@code signals}, in the same order. */
  Overlaps(List<Signal> signals, List<SignalLayout> layouts, BiConsumer<Kind, Position> found) {
    this.signals = signals;
    this.layouts = layouts;
    this.found = found;
    signals.forEach(signal -> byName.put(signal.name(), signal));
  }

  void check() {
    var before = new BitSet();
    List<BitSet> bits = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      var mine = new BitSet();
      for (int position : signals.get(i).positions()) {
        mine.set(position);
      }
      if (mine.intersects(before)) {
        Position where = layouts.get(i).position();
        worst(i, mine, bits).ifPresent(kind -> found.accept(kind, where));
      }
      before.or(mine);
      bits.add(mine);
    }
  }

  private Optional<Kind> worst(int index, BitSet mine, List<BitSet> bits) {
    Optional<Kind> worst = Optional.empty();
    Map<String, Selected> conditions = conditions(signals.get(index));
    for (int other = 0; other < index; other++) {
      if (mine.intersects(bits.get(other)) && canMeet(conditions, conditions(signals.get(other)))) {
        if (isSameOrder(index, other) && isSameLevel(index, other)) {
          return Optional.of(Kind.CONTRADICTION);
        }
        worst = Optional.of(Kind.SECOND_VIEW);
      }
    }
    return worst;
  }

  private boolean isSameOrder(int one, int other) {
    return layouts.get(one).shape().order() == layouts.get(other).shape().order();
  }

  private boolean isSameLevel(int one, int other) {
    return multiplexor(one).equals(multiplexor(other));
  }

  private Optional<String> multiplexor(int index) {
    return switch (signals.get(index).presence()) {
      case Always _ -> Optional.empty();
      case Selected by -> Optional.of(by.multiplexor());
    };
  }

  /** By multiplexor, what it must say for {@code signal} to be present. */
  private Map<String, Selected> conditions(Signal signal) {
    Map<String, Selected> conditions = new HashMap<>();
    Signal at = signal;
    while (at != null && at.presence() instanceof Selected by) {
      conditions.put(by.multiplexor(), by);
      at = byName.get(by.multiplexor());
    }
    return conditions;
  }

  private static boolean canMeet(Map<String, Selected> one, Map<String, Selected> other) {
    for (Map.Entry<String, Selected> condition : one.entrySet()) {
      Selected theirs = other.get(condition.getKey());
      if (theirs != null && !theirs.meets(condition.getValue())) {
        return false;
      }
    }
    return true;
  }
}
