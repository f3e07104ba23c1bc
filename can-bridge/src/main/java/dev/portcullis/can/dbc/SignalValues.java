package dev.portcullis.can.dbc;

import dev.portcullis.crypto.Outcome;

/**
 * Room for the signals of one message, filled again with each frame, so that decoding a bus
 * allocates nothing. Not for several threads.
 */
public final class SignalValues {

  private final Message message;
  private final long[] raw;
  private final boolean[] present;
  private final Outcome<SignalValues, DecodeRefusal> passed = Outcome.passed(this);

  SignalValues(Message message) {
    this.message = message;
    this.raw = new long[message.signals().size()];
    this.present = new boolean[raw.length];
  }

  /** Whose signals these are; {@code index} below is the place in its {@link Message#signals}. */
  public Message message() {
    return message;
  }

  /** Whether the signal was part of the last frame. */
  public boolean isPresent(int index) {
    return present[index];
  }

  /** The raw value in the last frame the signal was part of; 0 before the first. */
  public long raw(int index) {
    return raw[index];
  }

  /** The physical value of that, in binary64. */
  public double physical(int index) {
    return message.signals().get(index).physicalValue(raw[index]);
  }

  void put(int index, long value) {
    raw[index] = value;
    present[index] = true;
  }

  void remove(int index) {
    present[index] = false;
  }

  Outcome<SignalValues, DecodeRefusal> passed() {
    return passed;
  }
}
