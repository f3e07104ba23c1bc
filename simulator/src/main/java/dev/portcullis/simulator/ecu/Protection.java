package dev.portcullis.simulator.ecu;

import java.time.Duration;

/** What protects the demo car's messages against accidents: see {@code demo.dbc}. */
final class Protection {

  static final String COUNTER = "Counter";
  static final int COUNTERS = 16;
  static final String CHECKSUM = "Checksum";
  static final int CHECKSUM_BYTE = 7;

  /** A frame with the counter of the one before it, within this time, is that one repeated. */
  static final Duration REPETITION = Duration.ofMillis(200);

  private Protection() {}
}
