package dev.portcullis.simulator.traffic;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.Crc8;
import dev.portcullis.crypto.Bytes;
import java.util.Optional;

/**
 * What protects the frames of one message against accidents: a signal {@code Counter}, a signal
 * {@code Checksum} of one whole byte, both or neither. See the comment of {@code full.dbc}.
 */
public final class Guard {

  /** The name of the signal that counts. */
  public static final String COUNTER = "Counter";

  /** The name of the signal that holds the CRC-8. */
  public static final String CHECKSUM = "Checksum";

  private final Message message;
  private final Optional<Signal> counter;
  private final Optional<Signal> checksum;
  private final int checksumByte;

  private Guard(Message message) {
    this.message = message;
    this.counter = message.signal(COUNTER);
    this.checksum = message.signal(CHECKSUM);
    this.checksumByte = checksum.map(each -> byteOf(message, each)).orElse(0);
  }

  /** That of {@code message}. */
  public static Guard of(Message message) {
    return new Guard(message);
  }

  /** Whether {@code name} is that of a signal which only protects. */
  public static boolean isOne(String name) {
    return name.equals(COUNTER) || name.equals(CHECKSUM);
  }

  private static int byteOf(Message message, Signal checksum) {
    var payload = new byte[message.length()];
    checksum.put(payload, 0xFF);
    int index = 0;
    while (payload[index] == 0) {
      index++;
    }
    return index;
  }

  /** How many values the counter has; 1 where there is none. */
  public long counters() {
    return counter.map(each -> 1L << each.bits()).orElse(1L);
  }

  /** The counter of a frame of this message; zero where there is none. */
  public long counter(Bytes payload) {
    return counter.map(each -> each.raw(payload)).orElse(0L);
  }

  /** Whether the checksum of a frame of this message is right; always where there is none. */
  public boolean holds(Bytes payload) {
    return checksum
        .map(each -> each.raw(payload) == Crc8.protect(message.id(), payload, checksumByte))
        .orElse(true);
  }

  /** The frame of {@code payload}, which becomes protected with {@code count}. */
  public CanFrame frame(byte[] payload, long count) {
    counter.ifPresent(each -> each.put(payload, count));
    if (checksum.isPresent()) {
      checksum.get().put(payload, 0);
      long sum = Crc8.protect(message.id(), Bytes.of(payload), checksumByte);
      checksum.get().put(payload, sum);
    }
    return message.frame(Bytes.of(payload));
  }
}
