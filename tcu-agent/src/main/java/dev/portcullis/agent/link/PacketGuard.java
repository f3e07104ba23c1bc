package dev.portcullis.agent.link;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Follows the MQTT packets in a stream by their fixed headers (MQTT 5, section 2.1.4) and ends it
 * before a packet larger than announced is taken in: Paho allocates what a header asks for, up to
 * 256 MiB, before it looks at the limit.
 */
final class PacketGuard extends FilterInputStream {

  private static final int CONTINUES = 0x80;
  private static final int DIGIT = 0x7f;
  private static final int DIGIT_BITS = 7;
  private static final int MOST_DIGITS = 4;

  private enum Expecting {
    TYPE,
    LENGTH,
    BODY
  }

  private final int largestPacket;
  private final Consumer<String> violation;
  private Expecting expecting = Expecting.TYPE;
  private int digits;
  private int remaining;

  /**
   * A guard over {@code in}.
   *
   * @param largestPacket bytes after the fixed header, at most
   * @param violation told in one line before the stream ends with an exception
   */
  PacketGuard(InputStream in, int largestPacket, Consumer<String> violation) {
    super(in);
    this.largestPacket = largestPacket;
    this.violation = violation;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      follow(value);
    }
    return value;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    int read = super.read(into, from, count);
    int at = from;
    while (at < from + read) {
      if (expecting == Expecting.BODY) {
        int step = Math.min(remaining, from + read - at);
        at += step;
        take(step);
      } else {
        follow(into[at] & 0xff);
        at++;
      }
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void follow(int value) throws IOException {
    switch (expecting) {
      case TYPE -> {
        expecting = Expecting.LENGTH;
        digits = 0;
        remaining = 0;
      }
      case LENGTH -> length(value);
      case BODY -> take(1);
    }
  }

  private void length(int value) throws IOException {
    remaining |= (value & DIGIT) << (DIGIT_BITS * digits);
    digits++;
    if (remaining > largestPacket) {
      throw refused("a packet of " + remaining + " bytes or more, " + largestPacket + " allowed");
    }
    if ((value & CONTINUES) == 0) {
      expecting = remaining == 0 ? Expecting.TYPE : Expecting.BODY;
    } else if (digits == MOST_DIGITS) {
      throw refused("a packet length of more than four bytes");
    }
  }

  private void take(int count) {
    remaining -= count;
    if (remaining == 0) {
      expecting = Expecting.TYPE;
    }
  }

  private IOException refused(String what) {
    violation.accept(what);
    return new IOException(what);
  }
}
