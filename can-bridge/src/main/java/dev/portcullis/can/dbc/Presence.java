package dev.portcullis.can.dbc;

import java.util.List;

/** When a signal is part of its message. */
public sealed interface Presence {

  /** In every frame. */
  record Always() implements Presence {}

  /**
   * Only while the signal {@code multiplexor} has a value in one of {@code ranges} and is itself
   * present.
   */
  record Selected(String multiplexor, List<Range> ranges) implements Presence {

    /** Copies the list. */
    public Selected {
      ranges = List.copyOf(ranges);
    }

    boolean meets(Selected other) {
      for (Range mine : ranges) {
        for (Range theirs : other.ranges) {
          if (mine.first() <= theirs.last() && theirs.first() <= mine.last()) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** Multiplexor values from {@code first} up to and with {@code last}. */
  record Range(long first, long last) {}
}
