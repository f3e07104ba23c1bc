package dev.portcullis.agent.link;

import java.time.Duration;

/**
 * Everything about the link that a configuration may change.
 *
 * @param broker where to connect
 * @param clientId the broker keeps the session under this name; unique at the broker, and the same
 *     after every restart of the agent
 * @param keepAlive silence after which the link asks whether the broker is there, 1 s to 65535 s; a
 *     half-open connection is noticed after at most twice this
 * @param sessionExpiry how long the broker keeps commands for a car that is away, 0 s to 2³²−2 s
 * @param deadlines how long the broker may take for an answer
 * @param backOff how long to wait between attempts
 * @param bounds how much the link holds
 */
public record LinkSettings(
    BrokerAddress broker,
    String clientId,
    Duration keepAlive,
    Duration sessionExpiry,
    Deadlines deadlines,
    BackOff backOff,
    Bounds bounds) {

  private static final long LONGEST_KEEP_ALIVE = 65_535;
  private static final long LONGEST_EXPIRY = 0xffff_fffeL;

  /** Checks the ranges. */
  public LinkSettings {
    requireWithin("keepAlive", keepAlive.toSeconds(), 1, LONGEST_KEEP_ALIVE);
    requireWithin("sessionExpiry", sessionExpiry.toSeconds(), 0, LONGEST_EXPIRY);
    if (clientId.isEmpty()) {
      throw new IllegalArgumentException("the client id is empty");
    }
  }

  /**
   * The settings a car starts with: keep-alive 30 s, a session of a day, and the defaults below.
   */
  public static LinkSettings of(BrokerAddress broker, String clientId) {
    return new LinkSettings(
        broker,
        clientId,
        Duration.ofSeconds(30),
        Duration.ofDays(1),
        Deadlines.ofACar(),
        BackOff.ofACar(),
        Bounds.ofACar());
  }

  /**
   * How long the broker may take.
   *
   * @param connect from the first packet to the broker's CONNACK, names and TLS included
   * @param answer for a SUBACK, or for a PUBACK; a broker that misses it is left
   * @param close how long {@link MqttLink#close} may take
   */
  public record Deadlines(Duration connect, Duration answer, Duration close) {
    /** Checks the ranges. */
    public Deadlines {
      requirePositive("connect", connect);
      requirePositive("answer", answer);
      requirePositive("close", close);
    }

    /** Fifteen seconds to connect, fifteen for an answer, three to close. */
    public static Deadlines ofACar() {
      return new Deadlines(Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(3));
    }
  }

  /**
   * How long to wait between attempts: a random time from {@code min} up to a ceiling that doubles
   * with each failure in a row and never passes {@code max}. A connection that was up for at least
   * as long as the wait before it makes the row no longer: on a network that breaks every few
   * seconds a vehicle is there half of the time, and not once a minute. The randomness keeps a
   * fleet from coming back in step.
   *
   * @param min the shortest wait
   * @param max the highest ceiling
   * @param stableAfter a connection that was up this long ends a row of failures
   */
  public record BackOff(Duration min, Duration max, Duration stableAfter) {
    /** Checks the ranges. */
    public BackOff {
      requirePositive("min", min);
      requirePositive("stableAfter", stableAfter);
      if (max.compareTo(min) < 0) {
        throw new IllegalArgumentException("max " + max + " is below min " + min);
      }
    }

    /** A quarter of a second to a minute; ten seconds up count as stable. */
    public static BackOff ofACar() {
      return new BackOff(Duration.ofMillis(250), Duration.ofMinutes(1), Duration.ofSeconds(10));
    }
  }

  /**
   * How much the link holds.
   *
   * @param outbox receipts waiting for the broker's acknowledgement, at most
   * @param outboxBytes their payloads together, in bytes, at most
   * @param unsettled messages handed to the gate on one connection and not settled, at most; after
   *     a reconnection as many again may still be unsettled from before
   * @param largestPacket bytes of one MQTT packet from the broker, at most, header and topic
   *     included; the broker is told, and a connection on which it sends more is left
   */
  public record Bounds(int outbox, int outboxBytes, int unsettled, int largestPacket) {

    private static final int SMALLEST_PACKET = 256;

    /** Checks the ranges. */
    public Bounds {
      requireWithin("outbox", outbox, 1, 65_536);
      requireWithin("outboxBytes", outboxBytes, 1, Integer.MAX_VALUE);
      requireWithin("unsettled", unsettled, 1, 65_535);
      requireWithin("largestPacket", largestPacket, SMALLEST_PACKET, 16 << 20);
    }

    /** 256 receipts of 1 MiB together, 32 unsettled messages, packets of 64 KiB. */
    public static Bounds ofACar() {
      return new Bounds(256, 1 << 20, 32, 64 << 10);
    }
  }

  private static void requireWithin(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " is " + value + ", not " + least + " to " + most);
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " is " + value + ", not more than zero");
    }
  }
}
