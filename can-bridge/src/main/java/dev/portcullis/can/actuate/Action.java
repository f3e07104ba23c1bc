package dev.portcullis.can.actuate;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.state.Protection;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One action of the command map, prepared so that carrying it out only fills in numbers. */
record Action(
    ActionName name,
    Message message,
    Bytes template,
    List<Parameter> parameters,
    Protection protection,
    List<Condition> requires,
    Feedback feedback) {

  private static final long COUNTERS = 16;

  Action {
    parameters = List.copyOf(parameters);
    requires = List.copyOf(requires);
  }

  /** The frame with these parameters and this count; all parameters, and no others. */
  Outcome<CanFrame, SendRefusal> frame(Map<String, Long> values, long count) {
    if (values.size() != parameters.size()) {
      return Outcome.refused(SendRefusal.BAD_PARAMETER);
    }
    byte[] payload = template.toArray();
    for (Parameter parameter : parameters) {
      Long value = values.get(parameter.name());
      if (value == null || value < parameter.min() || value > parameter.max()) {
        return Outcome.refused(SendRefusal.BAD_PARAMETER);
      }
      parameter.signal().put(payload, parameter.signal().rawOf(value).orElseThrow());
    }
    protection.apply(payload, count);
    return Outcome.passed(message.frame(Bytes.of(payload)));
  }

  /** A frame for each value of a four-bit counter, with each parameter at its ends. */
  Stream<CanFrame> frames() {
    return LongStream.range(0, COUNTERS)
        .boxed()
        .flatMap(count ->
            Stream.<Function<Parameter, Long>>of(Parameter::min, Parameter::max)
                .map(end ->
                    parameters.stream().collect(Collectors.toUnmodifiableMap(Parameter::name, end)))
                .map(values -> frame(values, count).orFault()));
  }
}
