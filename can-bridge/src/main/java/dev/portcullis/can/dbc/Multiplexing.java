package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.Presence.Always;
import dev.portcullis.can.dbc.Presence.Range;
import dev.portcullis.can.dbc.Presence.Selected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which signals of a message are present, worked out once: for each signal the index of its
 * multiplexor, and for each multiplexor the values it is known for. An order in which no signal
 * comes before its multiplexor lets one pass decide all of them.
 */
final class Multiplexing {

  private static final int NONE = -1;

  private final int[] order;
  private final int[] multiplexorOf;
  private final long[][] selecting;
  private final long[][] known;

  Multiplexing(List<Signal> signals) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < signals.size(); i++) {
      indexes.put(signals.get(i).name(), i);
    }
    multiplexorOf = new int[signals.size()];
    selecting = new long[signals.size()][];
    for (int i = 0; i < signals.size(); i++) {
      multiplexorOf[i] =
          switch (signals.get(i).presence()) {
            case Always _ -> NONE;
            case Selected by -> indexes.getOrDefault(by.multiplexor(), NONE);
          };
      selecting[i] = ends(ranges(signals.get(i)));
    }
    order = order();
    known = new long[signals.size()][];
    for (int i = 0; i < signals.size(); i++) {
      known[i] = ends(known(i, signals));
    }
  }

  /** Indexes of signals, each multiplexor before what it selects. */
  private int[] order() {
    return IntStream.range(0, multiplexorOf.length)
        .boxed()
        .sorted(Comparator.comparingInt(this::depth))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int depth(int index) {
    int depth = 0;
    for (int at = multiplexorOf[index]; at != NONE; at = multiplexorOf[at]) {
      depth++;
    }
    return depth;
  }

  int signalAt(int place) {
    return order[place];
  }

  /** Whether the signal is present, given that of its multiplexor, which was decided before. */
  boolean isPresent(int index, SignalValues values) {
    int by = multiplexorOf[index];
    return by == NONE || (values.isPresent(by) && contains(selecting[index], values.raw(by)));
  }

  /** Whether the signal is a multiplexor and {@code value} is none of those it is known for. */
  boolean selectsNothing(int index, long value) {
    return known[index].length > 0 && !contains(known[index], value);
  }

  private static List<Range> ranges(Signal signal) {
    return switch (signal.presence()) {
      case Always _ -> List.of();
      case Selected by -> by.ranges();
    };
  }

  /** What its signals are present for, and what has a name: such a value selects nothing. */
  private List<Range> known(int index, List<Signal> signals) {
    List<Range> values = new ArrayList<>();
    if (signals.get(index).isMultiplexor()) {
      for (int i = 0; i < signals.size(); i++) {
        if (multiplexorOf[i] == index) {
          values.addAll(ranges(signals.get(i)));
        }
      }
      for (long named : signals.get(index).namedValues()) {
        values.add(new Range(named, named));
      }
    }
    return values;
  }

  /** First and last by turns: no object is touched per frame. */
  private static long[] ends(List<Range> ranges) {
    var ends = new long[2 * ranges.size()];
    for (int i = 0; i < ranges.size(); i++) {
      ends[2 * i] = ranges.get(i).first();
      ends[2 * i + 1] = ranges.get(i).last();
    }
    return ends;
  }

  private static boolean contains(long[] ends, long value) {
    for (int i = 0; i < ends.length; i += 2) {
      if (value >= ends[i] && value <= ends[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
