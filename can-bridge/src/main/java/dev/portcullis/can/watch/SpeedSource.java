package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;

/**
 * Where the car says how fast it is.
 *
 * @param signal of {@code message}
 * @param movingAbove in the signal's unit: the car is driven when it says more, forwards or
 *     backwards
 */
public record SpeedSource(Message message, Signal signal, double movingAbove) {

  /** Checks that the message has the signal. */
  public SpeedSource {
    if (!message.signals().contains(signal) || !(movingAbove >= 0)) {
      throw new IllegalArgumentException(message + ", " + signal + ", " + movingAbove);
    }
  }
}
