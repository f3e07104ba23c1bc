package dev.portcullis.simulator.console;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds what somebody who mistyped a name may have meant. */
final class NearestNames {

  private static final int MOST = 3;

  private NearestNames() {}

  /** At most three of {@code names}, the nearest first; none that differs by more than half. */
  static List<String> to(String typed, Stream<String> names) {
    return names
        .filter(name -> distance(typed, name) <= Math.max(2, name.length() / 2))
        .sorted(Comparator.comparingInt(name -> distance(typed, name)))
        .limit(MOST)
        .toList();
  }

  /** How many letters to insert, remove or replace (Levenshtein), with one row of the table. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[to.length()];
  }
}
