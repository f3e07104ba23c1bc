package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.Presence.Selected;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds signals that share a bit although both can be part of the same frame. */
final class Overlaps {

  private final List<Signal> signals;
  private final List<SignalLayout> layouts;
  private final BiConsumer<Reason, Position> fail;
  private final Map<String, Signal> byName = new HashMap<>();

  /** {@code layouts} are those of {@code signals}, in the same order. */
  Overlaps(List<Signal> signals, List<SignalLayout> layouts, BiConsumer<Reason, Position> fail) {
    this.signals = signals;
    this.layouts = layouts;
    this.fail = fail;
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
      if (mine.intersects(before) && overlapsOneBefore(i, mine, bits)) {
        fail.accept(Reason.SIGNALS_OVERLAP, layouts.get(i).position());
      }
      before.or(mine);
      bits.add(mine);
    }
  }

  private boolean overlapsOneBefore(int index, BitSet mine, List<BitSet> bits) {
    Map<String, Selected> conditions = conditions(signals.get(index));
    for (int other = 0; other < index; other++) {
      if (mine.intersects(bits.get(other)) && canMeet(conditions, conditions(signals.get(other)))) {
        return true;
      }
    }
    return false;
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
