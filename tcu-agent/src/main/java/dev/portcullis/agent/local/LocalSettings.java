package dev.portcullis.agent.local;

import java.time.Duration;

/**
 * Everything about the local link that a configuration may change.
 *
 * @param listen where phones reach it
 * @param connections phones connected at a time, 1 to 64, those in their handshake included. A new
 *     one takes the place of one that was silent for {@link #STALE_AFTER}, or waits
 * @param requests handed over and not answered yet, at a time, 1 to 64; more are answered as busy
 * @param handshakesPerSecond of all peers together, 1 to 100; each costs two signatures' worth of
 *     time. One address has at most half of them
 */
public record LocalSettings(
    ListenAddress listen, int connections, int requests, int handshakesPerSecond) {

  /** Silence after which a connection makes room for another, if there is no other room. */
  public static final Duration STALE_AFTER = Duration.ofSeconds(10);

  /** A body of a request, in bytes, at most: the largest message is an enrolment of 34,816. */
  public static final int LARGEST_BODY = 40 * 1024;

  /** What {@link #connections} and {@link #requests} may be, at most. */
  public static final int MOST = 64;

  /** What {@link #handshakesPerSecond} may be, at most. */
  public static final int MOST_HANDSHAKES = 100;

  /** Checks the ranges. */
  public LocalSettings {
    requireWithin("connections", connections, MOST);
    requireWithin("requests", requests, MOST);
    requireWithin("handshakesPerSecond", handshakesPerSecond, MOST_HANDSHAKES);
  }

  /** Sixteen connections, sixteen requests at work, four handshakes a second. */
  public static LocalSettings usual(ListenAddress listen) {
    return new LocalSettings(listen, 16, 16, 4);
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " is " + value + ", not 1 to " + most);
    }
  }
}
