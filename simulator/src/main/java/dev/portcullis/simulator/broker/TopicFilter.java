package dev.portcullis.simulator.broker;

import java.util.List;

/**
 * A topic filter of MQTT 5 (section 4.7): levels, {@code +} for one level, {@code #} for the rest.
 */
record TopicFilter(List<String> levels) {

  private static final String ONE = "+";
  private static final String REST = "#";

  TopicFilter {
    levels = List.copyOf(levels);
  }

  static TopicFilter of(String text) {
    return new TopicFilter(List.of(text.split("/", -1)));
  }

  /**
   * Whether everything {@code other} can match is matched by this filter too. A topic without
   * wildcards is a filter that matches itself alone.
   */
  boolean covers(TopicFilter other) {
    for (int i = 0; i < levels.size(); i++) {
      var mine = levels.get(i);
      if (mine.equals(REST)) {
        // Section 4.7.2: a wildcard does not stand for the broker's own topics.
        return i > 0 || !other.levels.getFirst().startsWith("$");
      }
      if (i >= other.levels.size() || !coversLevel(mine, other.levels.get(i))) {
        return false;
      }
    }
    return levels.size() == other.levels.size();
  }

  private static boolean coversLevel(String mine, String theirs) {
    return mine.equals(ONE) ? !theirs.equals(REST) : mine.equals(theirs);
  }
}
