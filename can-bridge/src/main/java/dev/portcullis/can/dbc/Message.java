package dev.portcullis.can.dbc;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message of the description: its frame and its signals. Made by {@link Database}. */
public final class Message {

  private static final Outcome<SignalValues, DecodeRefusal> WRONG_LENGTH =
      Outcome.refused(DecodeRefusal.WRONG_LENGTH);
  private static final Outcome<SignalValues, DecodeRefusal> UNKNOWN_MULTIPLEX_VALUE =
      Outcome.refused(DecodeRefusal.UNKNOWN_MULTIPLEX_VALUE);

  private final MessageLayout layout;
  private final String name;
  private final ArbitrationId id;
  private final int length;
  private final FrameFormat format;
  private final List<Signal> signals;
  private final Multiplexing multiplexing;
  private final Map<String, Signal> byName = new HashMap<>();

  Message(MessageLayout layout, ArbitrationId id, FrameFormat format, List<Signal> signals) {
    this.layout = layout;
    this.name = layout.name();
    this.id = id;
    this.length = layout.length();
    this.format = format;
    this.signals = List.copyOf(signals);
    this.multiplexing = new Multiplexing(this.signals);
    for (Signal signal : signals) {
      byName.put(signal.name(), signal);
    }
  }

  /** Its name. */
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

  /** How often it is sent ({@code GenMsgCycleTime}); empty where it is not cyclic. */
  public Optional<Duration> cycleTime() {
    return layout.cycleTime();
  }

  /** When it is sent, in the file's words ({@code GenMsgSendType}). */
  public Optional<String> sendType() {
    return layout.sendType();
  }

  /** The nodes that send it, as the file has them; {@code Vector__XXX} stands for nobody. */
  public List<String> senders() {
    return List.copyOf(layout.senders());
  }

  /**
   * Where it describes bits a second time, in the other byte order or on both sides of a
   * multiplexor. Such a message can be looked at; a vehicle has no use for it.
   */
  public Optional<DbcRefusal> overlap() {
    return layout.faults().stream().findFirst();
  }

  /** What the file says about it. */
  public Optional<String> comment() {
    return layout.comment();
  }

  /**
   * The frame that carries {@code payload}.
   *
   * @throws IllegalArgumentException if the payload has not the message's length, or no single
   *     frame can carry it
   */
  public CanFrame frame(Bytes payload) {
    if (payload.size() != length) {
      throw new IllegalArgumentException(name + " has " + length + " bytes");
    }
    return switch (format) {
      case CLASSIC -> new CanFrame.Data(id, payload);
      case FD, UNSTATED -> new CanFrame.Fd(id, payload, BitRateSwitch.ON);
    };
  }

  /** Whether a single frame can carry it: one of a transport protocol has its own lengths. */
  public boolean fitsAFrame() {
    return switch (format) {
      case CLASSIC -> true;
      case FD, UNSTATED -> Dlc.fdCode(length).isPresent();
    };
  }

  /** Whether {@code frame} is of this message: format, id and length, and no remote frame. */
  public boolean matches(CanFrame frame) {
    return switch (frame) {
      case CanFrame.Data data ->
          format == FrameFormat.CLASSIC && data.id().equals(id) && data.payload().size() == length;
      case CanFrame.Fd fd ->
          format != FrameFormat.CLASSIC && fd.id().equals(id) && fd.payload().size() == length;
      case CanFrame.Remote _ -> false;
    };
  }

  /** Room for its signals, for {@link #decode(Bytes, SignalValues)}. */
  public SignalValues newValues() {
    return new SignalValues(this);
  }

  /**
   * Fills {@code values}, which this message made, with the signals of {@code payload}; after a
   * refusal they are not to be used. Allocates nothing.
   */
  public Outcome<SignalValues, DecodeRefusal> decode(Bytes payload, SignalValues values) {
    if (payload.size() != length) {
      return WRONG_LENGTH;
    }
    for (int place = 0; place < signals.size(); place++) {
      int index = multiplexing.signalAt(place);
      if (multiplexing.isPresent(index, values)) {
        long raw = signals.get(index).raw(payload);
        if (multiplexing.selectsNothing(index, raw)) {
          return UNKNOWN_MULTIPLEX_VALUE;
        }
        values.put(index, raw);
      } else {
        values.remove(index);
      }
    }
    return values.passed();
  }

  /** The raw values of the signals that are present in {@code payload}, in the file's order. */
  public Outcome<Map<String, Long>, DecodeRefusal> decode(Bytes payload) {
    return decode(payload, newValues()).map(this::named);
  }

  private Map<String, Long> named(SignalValues values) {
    Map<String, Long> named = new LinkedHashMap<>();
    for (int i = 0; i < signals.size(); i++) {
      if (values.isPresent(i)) {
        named.put(signals.get(i).name(), values.raw(i));
      }
    }
    return Collections.unmodifiableMap(named);
  }

  /**
   * The payload of these raw values; bits of no signal are zero. Every signal that is present under
   * the given multiplexor values must have a value, and no other.
   */
  public Outcome<Bytes, EncodeRefusal> encode(Map<String, Long> values) {
    if (!byName.keySet().containsAll(values.keySet())) {
      return Outcome.refused(EncodeRefusal.UNKNOWN_SIGNAL);
    }
    var payload = new byte[length];
    var written = newValues();
    for (int place = 0; place < signals.size(); place++) {
      int index = multiplexing.signalAt(place);
      Signal signal = signals.get(index);
      Long value = values.get(signal.name());
      if (value != null && !signal.holds(value)) {
        return Outcome.refused(EncodeRefusal.OUT_OF_RANGE);
      }
      if (multiplexing.isPresent(index, written)) {
        if (value == null) {
          return Outcome.refused(EncodeRefusal.MISSING_SIGNAL);
        }
        if (multiplexing.selectsNothing(index, value)) {
          return Outcome.refused(EncodeRefusal.UNKNOWN_MULTIPLEX_VALUE);
        }
        written.put(index, value);
        signal.put(payload, value);
      } else if (value != null) {
        return Outcome.refused(EncodeRefusal.UNKNOWN_SIGNAL);
      }
    }
    return agree(written, Bytes.of(payload));
  }

  /** Signals that share bits must say the same of them. */
  private Outcome<Bytes, EncodeRefusal> agree(SignalValues written, Bytes payload) {
    if (overlap().isPresent()) {
      for (int i = 0; i < signals.size(); i++) {
        if (written.isPresent(i) && signals.get(i).raw(payload) != written.raw(i)) {
          return Outcome.refused(EncodeRefusal.CONTRADICTION);
        }
      }
    }
    return Outcome.passed(payload);
  }

  @Override
  public String toString() {
    return name + " " + id;
  }
}
