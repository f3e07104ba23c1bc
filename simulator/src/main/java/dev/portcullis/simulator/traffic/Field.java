package dev.portcullis.simulator.traffic;

import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.dbc.ValueType;
import java.util.function.DoubleSupplier;

/** One signal of a message, and what says its value. */
final class Field {

  private final Signal signal;
  private final DoubleSupplier gauge;
  private final double factor;
  private final double offset;
  private final long lowest;
  private final long highest;

  Field(Signal signal, DoubleSupplier gauge) {
    this.signal = signal;
    this.gauge = gauge;
    this.offset = signal.physicalValue(0);
    this.factor = signal.physicalValue(1) - offset;
    boolean signed = signal.type() == ValueType.SIGNED;
    this.lowest = signed ? -1L << (signal.bits() - 1) : 0;
    this.highest = (1L << (signed ? signal.bits() - 1 : signal.bits())) - 1;
  }

  /** Whether its values have names. */
  boolean isState() {
    return signal.valueName(0).isPresent();
  }

  /** Writes the nearest value its bits have. */
  void put(byte[] payload) {
    signal.put(payload, raw());
  }

  /** The nearest value its bits have. */
  long raw() {
    return Math.clamp(Math.round((gauge.getAsDouble() - offset) / factor), lowest, highest);
  }
}
