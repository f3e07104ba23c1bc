package dev.portcullis.crypto.durable;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of segments: sixteen hexadecimal digits that rise; the highest is the journal. */
final class SegmentNames {

  private static final Pattern NAME = Pattern.compile("[0-7][0-9a-f]{15}\\.journal");
  private static final int DIGITS = 16;

  private SegmentNames() {}

  static String of(long number) {
    return String.format(Locale.ROOT, "%016x.journal", number);
  }

  /** The numbers of the segments among {@code names}, lowest first. */
  static List<Long> numbers(Collection<String> names) {
    return names.stream()
        .filter(name -> NAME.matcher(name).matches())
        .map(name -> Long.parseLong(name.substring(0, DIGITS), 16))
        .sorted()
        .toList();
  }
}
