package dev.portcullis.crypto.message;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What only the phone learns of its command's fate.
 *
 * @param code why it was refused, or why nobody knows what became of it; absent where it was done
 * @param advice what to do about it
 * @param observed the vehicle's state by name, such as {@code doors} to {@code locked}; at most 16
 *     entries, names and values of 1 to 48 characters
 */
public record ReceiptDetail(
    Optional<RefusalCode> code, Advice advice, Map<String, String> observed) {

  /** How many observations there may be. */
  public static final int MOST_OBSERVED = Limits.OBSERVED_ENTRIES;

  /** How long an observation's name or value may be, in UTF-16 code units. */
  public static final int LONGEST_TEXT = Limits.OBSERVED_CHARACTERS;

  /** Takes a sorted copy of the map and checks what the codec has already refused. */
  public ReceiptDetail {
    SortedMap<String, String> sorted = new TreeMap<>(observed);
    if (sorted.size() > Limits.OBSERVED_ENTRIES) {
      throw new IllegalArgumentException("too many observations: " + sorted.size());
    }
    sorted.forEach(ReceiptDetail::check);
    observed = Collections.unmodifiableSortedMap(sorted);
  }

  private static void check(String name, String value) {
    if (!hasSize(name) || !hasSize(value)) {
      throw new IllegalArgumentException("an observation out of its size: " + name);
    }
  }

  static boolean hasSize(String text) {
    return !text.isEmpty() && text.length() <= Limits.OBSERVED_CHARACTERS;
  }
}
