package dev.portcullis.can.actuate;

import java.time.Duration;

/**
 * How long to wait between tries to open the adapter: {@code first}, then twice as long each time,
 * up to {@code most}.
 */
record BackOff(Duration first, Duration most) {

  static final BackOff USUAL = new BackOff(Duration.ofMillis(50), Duration.ofSeconds(2));

  Duration after(Duration last) {
    Duration twice = last.multipliedBy(2);
    return twice.compareTo(most) < 0 ? twice : most;
  }
}
