package dev.portcullis.ota.slot;

import java.util.List;
import java.util.Optional;

/** Reads lines one after the other; a line that is not the expected one spoils them all. */
final class Lines {

  private final List<String> lines;
  private int next;
  private boolean isSpoilt;

  Lines(List<String> lines) {
    this.lines = lines;
  }

  /** The next line must be this one. */
  void expect(String line) {
    isSpoilt |= next >= lines.size() || !lines.get(next++).equals(line);
  }

  /** What the next line has behind {@code prefix} and a space. */
  Optional<String> rest(String prefix) {
    if (isSpoilt || next >= lines.size() || !lines.get(next).startsWith(prefix + " ")) {
      isSpoilt = true;
      return Optional.empty();
    }
    return Optional.of(lines.get(next++).substring(prefix.length() + 1));
  }

  /** The words behind {@code prefix}, so many. */
  Optional<List<String>> words(String prefix, int count) {
    return rest(prefix)
        .map(rest -> List.of(rest.split(" ", -1)))
        .filter(words -> words.size() == count);
  }

  /** Whether every line was read, and was as expected. */
  boolean isAtEnd() {
    return !isSpoilt && next == lines.size();
  }
}
