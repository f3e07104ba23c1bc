package dev.portcullis.can.state;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.Crc8;
import dev.portcullis.crypto.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The counter and the checksum of a message, where the description defines them: {@link Crc8} over
 * id and payload. They find a stuck or broken sender; they are no proof of who sent a frame.
 */
public final class Protection {

  private final Message message;
  private final Optional<Signal> counter;
  private final Optional<Signal> checksum;

  /**
   * @param counter goes up by one with every frame, modulo its width
   * @param checksum exactly one whole byte
   */
  public Protection(Message message, Optional<Signal> counter, Optional<Signal> checksum) {
    this.message = message;
    this.counter = counter;
    this.checksum = checksum;
  }

  /** No counter and no checksum. */
  public static Protection none(Message message) {
    return new Protection(message, Optional.empty(), Optional.empty());
  }

  /** The message it protects. */
  public Message message() {
    return message;
  }

  /** Whether it has a checksum. */
  public boolean hasChecksum() {
    return checksum.isPresent();
  }

  /** Zero for the counter and the checksum, by the signals' names, where there are any. */
  public Map<String, Long> zeros() {
    Map<String, Long> zeros = new HashMap<>();
    counter.ifPresent(it -> zeros.put(it.name(), 0L));
    checksum.ifPresent(it -> zeros.put(it.name(), 0L));
    return zeros;
  }

  /** Whether {@code signal} is one whole byte, as a checksum has to be. */
  public static boolean isWholeByte(Signal signal) {
    return byteIndex(signal).isPresent();
  }

  /** Writes the counter, and over everything the checksum, into {@code payload}. */
  public void apply(byte[] payload, long count) {
    counter.ifPresent(it -> it.put(payload, count));
    checksum.ifPresent(it -> it.put(payload, expected(it, Bytes.of(payload))));
  }

  /** Whether the checksum is right, or there is none. */
  public boolean checksumHolds(Bytes payload) {
    return checksum.isEmpty() || checksum.get().raw(payload) == expected(checksum.get(), payload);
  }

  /** The counter's value, where the message has one. */
  public Optional<Long> count(Bytes payload) {
    return counter.map(it -> it.raw(payload) & range(it));
  }

  /** The count that follows that of {@code payload}, modulo the counter's width. */
  public Optional<Long> countAfter(Bytes payload) {
    return counter.map(it -> it.raw(payload) + 1 & range(it));
  }

  /** All ones of the signal's width. */
  private static long range(Signal signal) {
    return -1L >>> (Long.SIZE - signal.bits());
  }

  private long expected(Signal signal, Bytes payload) {
    return Crc8.protect(message.id(), payload, byteIndex(signal).orElseThrow());
  }

  /** Which byte of the payload {@code signal} is; empty where it is not one whole byte. */
  public static Optional<Integer> byteIndex(Signal signal) {
    if (signal.bits() != Byte.SIZE) {
      return Optional.empty();
    }
    var probe = new byte[64];
    signal.put(probe, 0xFF);
    for (int i = 0; i < probe.length; i++) {
      if ((probe[i] & 0xFF) == 0xFF) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
