package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.Presence.Always;
import dev.portcullis.can.dbc.Presence.Selected;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message of the description: its frame and its signals. Made by {@link Database}. */
public final class Message {

  private final String name;
  private final ArbitrationId id;
  private final int length;
  private final FrameFormat format;
  private final List<Signal> signals;
  private final Map<String, Signal> byName = new HashMap<>();

  Message(String name, ArbitrationId id, int length, FrameFormat format, List<Signal> signals) {
    this.name = name;
    this.id = id;
    this.length = length;
    this.format = format;
    this.signals = List.copyOf(signals);
    for (Signal signal : signals) {
      byName.put(signal.name(), signal);
    }
  }

  /** Its name, unique within the file. */
  public String name() {
    return name;
  }

  /** The id of its frame. */
  public ArbitrationId id() {
    return id;
  }

  /** How many bytes its frame has, exactly. */
  public int length() {
    return length;
  }

  /** What kind of frame carries it. */
  public FrameFormat format() {
    return format;
  }

  /** Its signals in the file's order. */
  public List<Signal> signals() {
    return signals;
  }

  /** The signal of that name. */
  public Optional<Signal> signal(String signalName) {
    return Optional.ofNullable(byName.get(signalName));
  }

  /**
   * The frame that carries {@code payload}.
   *
   * @throws IllegalArgumentException if the payload has not the message's length
   */
  public CanFrame frame(Bytes payload) {
    if (payload.size() != length) {
      throw new IllegalArgumentException(name + " has " + length + " bytes");
    }
    return switch (format) {
      case CLASSIC -> new CanFrame.Data(id, payload);
      case FD -> new CanFrame.Fd(id, payload, BitRateSwitch.ON);
    };
  }

  /** Whether {@code frame} is of this message: format, id and length, and no remote frame. */
  public boolean matches(CanFrame frame) {
    return switch (frame) {
      case CanFrame.Data data ->
          format == FrameFormat.CLASSIC && data.id().equals(id) && data.payload().size() == length;
      case CanFrame.Fd fd ->
          format == FrameFormat.FD && fd.id().equals(id) && fd.payload().size() == length;
      case CanFrame.Remote _ -> false;
    };
  }

  /** The raw values of the signals that are present in {@code payload}, in the file's order. */
  public Outcome<Map<String, Long>, DecodeRefusal> decode(Bytes payload) {
    if (payload.size() != length) {
      return Outcome.refused(DecodeRefusal.WRONG_LENGTH);
    }
    Map<String, Long> values = new LinkedHashMap<>();
    for (Signal signal : signals) {
      if (isPresent(signal, payload)) {
        if (selectsNothing(signal, signal.raw(payload))) {
          return Outcome.refused(DecodeRefusal.UNKNOWN_MULTIPLEX_VALUE);
        }
        values.put(signal.name(), signal.raw(payload));
      }
    }
    return Outcome.passed(Collections.unmodifiableMap(values));
  }

  /**
   * The payload of these raw values; bits of no signal are zero. Every signal that is present under
   * the given multiplexor values must have a value, and no other.
   */
  public Outcome<Bytes, EncodeRefusal> encode(Map<String, Long> values) {
    var payload = new byte[length];
    for (Map.Entry<String, Long> entry : values.entrySet()) {
      Signal signal = byName.get(entry.getKey());
      if (signal == null) {
        return Outcome.refused(EncodeRefusal.UNKNOWN_SIGNAL);
      }
      if (!signal.holds(entry.getValue())) {
        return Outcome.refused(EncodeRefusal.OUT_OF_RANGE);
      }
    }
    for (Signal signal : signals) {
      boolean present = isPresent(signal, values);
      Long value = values.get(signal.name());
      if (present && value == null) {
        return Outcome.refused(EncodeRefusal.MISSING_SIGNAL);
      }
      if (!present && value != null) {
        return Outcome.refused(EncodeRefusal.UNKNOWN_SIGNAL);
      }
      if (value != null) {
        if (selectsNothing(signal, value)) {
          return Outcome.refused(EncodeRefusal.UNKNOWN_MULTIPLEX_VALUE);
        }
        signal.put(payload, value);
      }
    }
    return Outcome.passed(Bytes.of(payload));
  }

  private boolean isPresent(Signal signal, Bytes payload) {
    return switch (signal.presence()) {
      case Always _ -> true;
      case Selected by -> {
        Signal multiplexor = byName.get(by.multiplexor());
        yield multiplexor != null
            && by.selects(multiplexor.raw(payload))
            && isPresent(multiplexor, payload);
      }
    };
  }

  private boolean isPresent(Signal signal, Map<String, Long> values) {
    return switch (signal.presence()) {
      case Always _ -> true;
      case Selected by -> {
        Signal multiplexor = byName.get(by.multiplexor());
        Long value = values.get(by.multiplexor());
        yield multiplexor != null
            && value != null
            && by.selects(value)
            && isPresent(multiplexor, values);
      }
    };
  }

  /** Whether {@code signal} is a multiplexor and {@code value} is none of those it is known for. */
  private boolean selectsNothing(Signal signal, long value) {
    boolean isMultiplexor = false;
    for (Signal other : signals) {
      if (other.presence() instanceof Selected by && by.multiplexor().equals(signal.name())) {
        isMultiplexor = true;
        if (by.selects(value)) {
          return false;
        }
      }
    }
    return isMultiplexor;
  }

  @Override
  public String toString() {
    return name + " " + id;
  }
}
