package dev.portcullis.simulator.repository.attack;

import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.util.Map;

/**
 * How a {@link Mirror} answers what begins with a path such as {@code director/car-1/metadata/}.
 */
public sealed interface Lie {

  /** As the repositories do. */
  record None() implements Lie {}

  /**
   * As they did when the mirror first asked for it: the vehicle is kept in the past, and taken back
   * to it if it was further.
   */
  record Replayed(String under) implements Lie {}

  /** With the first version of a role's metadata there was, whichever is asked for. */
  record Mixed(String under, String role) implements Lie {}

  /** Without end. */
  record Endless(String under) implements Lie {}

  /**
   * Byte by byte.
   *
   * @param pause before each
   */
  record Trickled(String under, Duration pause) implements Lie {}

  /** Not at all, as if it had never been published. */
  record Withheld(String under) implements Lie {}

  /** With these files, by their paths. */
  record Forged(Map<String, Bytes> files) implements Lie {

    /** Copies the map. */
    public Forged {
      files = Map.copyOf(files);
    }
  }
}
