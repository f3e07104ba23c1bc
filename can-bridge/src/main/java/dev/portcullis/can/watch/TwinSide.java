package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.dbc.SignalValues;

/** One of two signals that say the same, as its message is decoded. */
final class TwinSide {

  /** Which of the two. */
  enum Side {
    /** The one whose message comes first in the description. */
    FIRST,
    /** The other one. */
    SECOND
  }

  /** Who is told the values of both. */
  interface Listener {

    /** The signal on this side says that now. */
    void said(Side side, double value, long now);
  }

  private final int index;
  private final Signal signal;
  private final Side side;
  private final Listener listener;

  TwinSide(Twins twins, Side side, Listener listener) {
    Message message = twins.message(side);
    this.signal = message.signal(twins.signal()).orElseThrow();
    this.index = message.signals().indexOf(signal);
    this.side = side;
    this.listener = listener;
  }

  /** A frame; a value with a name of its own is no measurement. */
  void accept(SignalValues values, long now) {
    if (values.isPresent(index)) {
      long raw = values.raw(index);
      double value = signal.physicalValue(raw);
      if (!signal.isNamed(raw) && Double.isFinite(value)) {
        listener.said(side, value, now);
      }
    }
  }

  /** The smallest difference that its bits can express. */
  double resolution() {
    return Math.abs(signal.physicalValue(1) - signal.physicalValue(0));
  }
}
