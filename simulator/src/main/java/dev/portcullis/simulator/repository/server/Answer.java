package dev.portcullis.simulator.repository.server;

import dev.portcullis.crypto.Bytes;
import java.nio.file.Path;
import java.time.Duration;

/** What a vehicle gets for a request. */
public sealed interface Answer {

  /** These bytes. */
  record Content(Bytes bytes) implements Answer {}

  /**
   * A file that never changes under its name.
   *
   * @param tag a strong entity tag without its quotes (RFC 9110, section 8.8.3)
   */
  record OfFile(Path file, String tag) implements Answer {}

  /** There is no such thing. */
  record Absent() implements Answer {}

  /** It is another vehicle's. */
  record Forbidden() implements Answer {}

  /**
   * What was sent is not what belongs there.
   *
   * @param code of the refusal, in capitals
   */
  record Unfit(String code) implements Answer {}

  /** What was sent is stored. */
  record Taken() implements Answer {}

  /** No genuine server's: these bytes again and again, without end. */
  record Endless(Bytes piece) implements Answer {}

  /**
   * No genuine server's: these bytes, one at a time.
   *
   * @param pause before each
   */
  record Trickle(Bytes bytes, Duration pause) implements Answer {}
}
