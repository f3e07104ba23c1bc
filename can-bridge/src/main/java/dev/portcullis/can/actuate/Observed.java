package dev.portcullis.can.actuate;

import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.state.Reading.Known;
import dev.portcullis.can.state.Reading.Unknown;
import dev.portcullis.can.state.VehicleState;
import dev.portcullis.can.state.WatchedMessage;
import java.math.BigDecimal;

/** A signal that receipts show under a name of their own. */
record Observed(String name, WatchedMessage message, Signal signal) {

  static final String UNKNOWN = "unknown";

  /** The name of its value, or its physical value with unit, or {@code unknown}. */
  String text(VehicleState state, long now) {
    return switch (state.read(message, signal, now)) {
      case Unknown _ -> UNKNOWN;
      case Known(long raw, var _) -> signal.valueName(raw).orElseGet(() -> physical(raw));
    };
  }

  private String physical(long raw) {
    String number = signal.physical(raw).map(BigDecimal::toPlainString).orElse(UNKNOWN);
    return signal.unit().isEmpty() ? number : number + " " + signal.unit();
  }
}
