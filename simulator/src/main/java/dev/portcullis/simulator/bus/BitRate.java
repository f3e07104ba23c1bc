package dev.portcullis.simulator.bus;

import java.time.Duration;

/** How fast a bus is. */
public record BitRate(int bitsPerSecond) {

  /** The usual rate of a body bus. */
  public static final BitRate KBIT_500 = new BitRate(500_000);

  /** The usual rate of the data phase of CAN FD. */
  public static final BitRate MBIT_2 = new BitRate(2_000_000);

  private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  /** How long {@code bits} take. */
  Duration timeOf(int bits) {
    return Duration.ofNanos(bits * NANOS_PER_SECOND / bitsPerSecond);
  }
}
