package dev.portcullis.simulator.traffic;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.motion.MovingCar;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A message one of the controllers sends: its period, and the next frame whenever it is asked. */
final class CarMessage {

  /** How the DBC file marks a message that is also sent when something in it changes. */
  private static final String ALSO_ON_CHANGE = "CyclicAndOnChange";

  /** When a message is sent besides its period. */
  enum Besides {
    /** Never. */
    NOT,
    /** When one of its states has changed: a value with a name, such as a door's. */
    ON_CHANGE
  }

  private final Message message;
  private final Duration period;
  private final Besides besides;
  private final Guard guard;
  private final List<Field> fields;
  private final List<Field> states;
  private long[] told;
  private long counter;

  /**
   * The message as this car fills it.
   *
   * @throws IllegalStateException if it has no period, or a signal nobody has a value for
   */
  CarMessage(Message message, MovingCar car, long counter) {
    this.message = message;
    this.period =
        message
            .cycleTime()
            .orElseThrow(() -> new IllegalStateException(message + " has no GenMsgCycleTime"));
    this.besides =
        message.sendType().filter(ALSO_ON_CHANGE::equals).isPresent()
            ? Besides.ON_CHANGE
            : Besides.NOT;
    this.guard = Guard.of(message);
    this.fields =
        message.signals().stream()
            .filter(signal -> !Guard.isOne(signal.name()))
            .map(signal ->
                new Field(
                    signal,
                    car.gauge(signal.name())
                        .orElseThrow(() ->
                            new IllegalStateException(
                                message + ": nothing says " + signal.name()))))
            .toList();
    this.states = fields.stream().filter(Field::isState).toList();
    this.told = new long[states.size()];
    this.counter = counter % guard.counters();
  }

  Duration period() {
    return period;
  }

  Besides besides() {
    return besides;
  }

  /** The next frame. */
  CanFrame next() {
    var payload = new byte[message.length()];
    for (Field field : fields) {
      field.put(payload);
    }
    told = rawStates();
    var frame = guard.frame(payload, counter);
    counter = (counter + 1) % guard.counters();
    return frame;
  }

  /** Whether a state differs from that of the last frame. */
  boolean hasChanged() {
    return !Arrays.equals(told, rawStates());
  }

  private long[] rawStates() {
    var raw = new long[states.size()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = states.get(i).raw();
    }
    return raw;
  }

  @Override
  public String toString() {
    return message.name();
  }
}
