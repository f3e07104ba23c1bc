package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.dbc.Presence.Always;
import dev.portcullis.can.dbc.Presence.Range;
import dev.portcullis.can.dbc.Presence.Selected;
import dev.portcullis.can.dbc.SignalLayout.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * When each signal of a message is part of it. With a single multiplexor, that one selects every
 * signal with a mark, by the mark's number and by what {@code SG_MUL_VAL_} adds. With several, or
 * none, only {@code SG_MUL_VAL_} tells which multiplexor a signal has; a marked signal without it
 * counts as always present, as such files are read elsewhere.
 */
final class Presences {

  /** More than any bus has; keeps the checks of a message short. */
  private static final int MAX_DEPTH = 32;

  private final List<SignalLayout> signals;
  private final BiConsumer<Reason, Position> fail;
  private final Optional<SignalLayout> single;
  private final Map<String, SignalLayout> byName = new HashMap<>();
  private final Map<SignalLayout, Presence> presences = new HashMap<>();

  Presences(List<SignalLayout> signals, BiConsumer<Reason, Position> fail) {
    this.signals = signals;
    this.fail = fail;
    List<SignalLayout> multiplexors =
        signals.stream().filter(signal -> signal.mark().multiplexor()).toList();
    this.single =
        multiplexors.size() == 1 ? Optional.of(multiplexors.getFirst()) : Optional.empty();
    signals.forEach(signal -> byName.put(signal.name(), signal));
    signals.forEach(signal -> presences.put(signal, presence(signal)));
    checkNames();
    checkCircles();
  }

  Presence of(SignalLayout signal) {
    return presences.getOrDefault(signal, new Always());
  }

  private Presence presence(SignalLayout signal) {
    if (!signal.mark().isPresent() || (single.isPresent() && single.get().equals(signal))) {
      return new Always();
    }
    return single
        .map(multiplexor -> selected(signal, multiplexor))
        .orElseGet(() -> signal.selection().map(by -> selected(signal, by)).orElseGet(Always::new));
  }

  private static Presence selected(SignalLayout signal, SignalLayout multiplexor) {
    List<Range> ranges = new ArrayList<>();
    signal.mark().selectedBy().ifPresent(value -> ranges.add(new Range(value, value)));
    signal
        .selection()
        .filter(by -> by.multiplexor().equals(multiplexor.name()))
        .ifPresent(by -> ranges.addAll(by.ranges()));
    return new Selected(multiplexor.longName(), ranges);
  }

  private Presence selected(SignalLayout signal, Selection by) {
    SignalLayout multiplexor = byName.get(by.multiplexor());
    if (multiplexor == null || !multiplexor.mark().multiplexor()) {
      fail.accept(Reason.BAD_MULTIPLEX, signal.position());
      return new Always();
    }
    return new Selected(multiplexor.longName(), by.ranges());
  }

  /** Long names may meet where the file's own did not. */
  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (SignalLayout signal : signals) {
      if (!names.add(signal.longName())) {
        fail.accept(Reason.DUPLICATE_SIGNAL, signal.position());
      }
    }
  }

  private void checkCircles() {
    Map<String, Presence> byLongName = new HashMap<>();
    presences.forEach((signal, presence) -> byLongName.put(signal.longName(), presence));
    for (SignalLayout signal : signals) {
      Presence at = of(signal);
      for (int steps = 0; at instanceof Selected by; steps++) {
        if (steps > MAX_DEPTH) {
          fail.accept(Reason.BAD_MULTIPLEX, signal.position());
          return;
        }
        at = byLongName.getOrDefault(by.multiplexor(), new Always());
      }
    }
  }
}
