package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Outcome;
import java.util.Optional;

/** Takes down the first thing that is wrong while a file is read on with stand-ins. */
final class Findings {

  private Optional<Malformed> first = Optional.empty();

  void note(MetadataFault fault, String where) {
    if (first.isEmpty()) {
      first = Optional.of(new Malformed(fault, where));
    }
  }

  /** {@code read}, unless something was wrong with what it was read from. */
  <T> Outcome<T, Malformed> outcome(T read) {
    return first.<Outcome<T, Malformed>>map(Outcome::refused).orElseGet(() -> Outcome.passed(read));
  }
}
