package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Outcome;
import java.util.Optional;

/** Takes down the first thing that is wrong while a file is read on with stand-ins. */
public final class Findings {

  private Optional<Malformed> first = Optional.empty();

  /** Nothing is wrong so far. */
  public Findings() {
    // Something may be noted.
  }

  /** Something is wrong at this place. */
  public void note(MetadataFault fault, String where) {
    if (first.isEmpty()) {
      first = Optional.of(new Malformed(fault, where));
    }
  }

  /** {@code read}, unless something was wrong with what it was read from. */
  public <T> Outcome<T, Malformed> outcome(T read) {
    return first.<Outcome<T, Malformed>>map(Outcome::refused).orElseGet(() -> Outcome.passed(read));
  }
}
