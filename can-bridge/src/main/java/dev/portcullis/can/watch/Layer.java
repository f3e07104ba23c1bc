package dev.portcullis.can.watch;

/** What a detector looks at, from the bus up to what frames mean. */
public enum Layer {
  /** The bus itself: errors, load, silence. */
  BUS,
  /** Which identifiers there are, and whose. */
  IDENTIFIER,
  /** Kind of frame and length. */
  FORMAT,
  /** When frames come. */
  TIMING,
  /** Counters and checksums. */
  PROTECTION,
  /** What signals say. */
  SIGNAL,
  /** Requests to the diagnostics of control units. */
  DIAGNOSTICS
}
