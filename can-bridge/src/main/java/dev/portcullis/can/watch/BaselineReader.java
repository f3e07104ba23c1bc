package dev.portcullis.can.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.state.Protection;
import dev.portcullis.can.watch.BaselineFields.Faults;
import dev.portcullis.can.watch.BaselineRefusal.Reason;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the parts of a baseline against the description that it has to belong to. */
final class BaselineReader {

  private static final long MOST_FRAMES = 1L << 50;
  private static final int FULL = 1_000;

  private final BusDescription description;
  private final Faults faults = new Faults();

  BaselineReader(BusDescription description) {
    this.description = description;
  }

  Outcome<Baseline, BaselineRefusal> read(JsonNode document) {
    var fields = new BaselineFields(document, "baseline", faults);
    if (fields.whole("schema", 0, Integer.MAX_VALUE) != BaselineCodec.SCHEMA) {
      fields.fault(Reason.OTHER_SCHEMA, "schema");
    } else if (!fields.text("dbc").equals(description.digest().value().hex())) {
      fields.fault(Reason.OTHER_DESCRIPTION, "dbc");
    }
    long duration = fields.whole("duration_ns", 0, Long.MAX_VALUE);
    double fullest = fields.number("fullest_percent");
    if (fullest < 0 || fullest > FULL) {
      fields.fault(Reason.OUT_OF_RANGE, "fullest_percent");
    }
    List<MessageBaseline> messages = new ArrayList<>();
    Set<ArbitrationId> seen = new HashSet<>();
    for (BaselineFields each : fields.list("messages", Database.MAX_MESSAGES)) {
      message(each, seen).ifPresent(messages::add);
      each.end();
    }
    fields.end();
    return faults
        .first()
        .<Outcome<Baseline, BaselineRefusal>>map(Outcome::refused)
        .orElseGet(
            () -> Outcome.passed(new Baseline(description.digest(), duration, fullest, messages)));
  }

  private Optional<MessageBaseline> message(BaselineFields fields, Set<ArbitrationId> seen) {
    ArbitrationId id =
        fields.has("extended_id")
            ? new Extended((int) fields.whole("extended_id", 0, Extended.MAX))
            : new Standard((int) fields.whole("id", 0, Standard.MAX));
    String name = fields.text("name");
    Optional<Message> message = description.message(id).filter(it -> it.name().equals(name));
    if (message.isEmpty()) {
      fields.fault(Reason.UNKNOWN_MESSAGE, "name");
    }
    if (!seen.add(id)) {
      fields.fault(Reason.DUPLICATE_MESSAGE, "name");
    }
    long frames = fields.whole("frames", 1, MOST_FRAMES);
    Optional<GapBaseline> gaps =
        fields.has("gap_ns") ? gaps(fields.fields("gap_ns")) : Optional.empty();
    Optional<CounterBaseline> counter =
        fields.has("counter") ? counter(fields.fields("counter"), message) : Optional.empty();
    Optional<ChecksumBaseline> checksum =
        fields.has("checksum") ? checksum(fields.fields("checksum"), message) : Optional.empty();
    List<SignalBaseline> signals = new ArrayList<>();
    for (BaselineFields each : fields.list("signals", Database.MAX_SIGNALS)) {
      signal(each, message).ifPresent(signals::add);
      each.end();
    }
    List<TwinBaseline> twins = new ArrayList<>();
    for (BaselineFields each : fields.list("same", Database.MAX_SIGNALS)) {
      twin(each, message).ifPresent(twins::add);
      each.end();
    }
    return Optional.of(new MessageBaseline(id, frames, gaps, counter, checksum, signals, twins));
  }

  private static Optional<GapBaseline> gaps(BaselineFields fields) {
    long count = fields.whole("count", 1, MOST_FRAMES);
    long mean = fields.whole("mean", 1, BaselineCodec.LONGEST_GAP);
    long deviation = fields.whole("deviation", 0, BaselineCodec.LONGEST_GAP);
    long shortest = fields.whole("shortest", 0, BaselineCodec.LONGEST_GAP);
    long longest = fields.whole("longest", 0, BaselineCodec.LONGEST_GAP);
    fields.end();
    if (!GapBaseline.isPossible(count, mean, deviation, shortest, longest)) {
      fields.fault(Reason.OUT_OF_RANGE, "mean");
      return Optional.empty();
    }
    return Optional.of(new GapBaseline(count, mean, deviation, shortest, longest));
  }

  private static Optional<CounterBaseline> counter(
      BaselineFields fields, Optional<Message> message) {
    String name = signalName(fields, message);
    long modulus = fields.whole("modulus", 2, CounterBaseline.MOST);
    fields.end();
    return Optional.of(new CounterBaseline(name, modulus));
  }

  private static Optional<ChecksumBaseline> checksum(
      BaselineFields fields, Optional<Message> message) {
    String name = signalName(fields, message);
    if (message.flatMap(it -> it.signal(name)).flatMap(Protection::byteIndex).isEmpty()) {
      fields.fault(Reason.UNKNOWN_SIGNAL, "signal");
    }
    String rule = fields.text("rule");
    fields.end();
    for (ChecksumRule each : ChecksumRule.values()) {
      if (each.name().equals(rule)) {
        return Optional.of(new ChecksumBaseline(name, each));
      }
    }
    fields.fault(Reason.OUT_OF_RANGE, "rule");
    return Optional.empty();
  }

  private static Optional<SignalBaseline> signal(BaselineFields fields, Optional<Message> message) {
    String name = signalName(fields, message);
    double minimum = fields.number("minimum");
    double maximum = fields.number("maximum");
    double step = fields.number("step");
    long changes = fields.whole("changes", 0, MOST_FRAMES);
    if (!SignalBaseline.isPossible(minimum, maximum, step, changes)) {
      fields.fault(Reason.OUT_OF_RANGE, "minimum");
      return Optional.empty();
    }
    return Optional.of(new SignalBaseline(name, minimum, maximum, step, changes));
  }

  private Optional<TwinBaseline> twin(BaselineFields fields, Optional<Message> message) {
    String name = signalName(fields, message);
    String with = fields.text("with");
    double difference = fields.number("difference");
    double span = fields.number("span");
    if (message.isEmpty() || description.twins(message.get(), name, with).isEmpty()) {
      fields.fault(Reason.UNKNOWN_SIGNAL, "with");
      return Optional.empty();
    }
    if (!TwinBaseline.isPossible(difference, span)) {
      fields.fault(Reason.OUT_OF_RANGE, "difference");
      return Optional.empty();
    }
    return Optional.of(new TwinBaseline(name, with, difference, span));
  }

  private static String signalName(BaselineFields fields, Optional<Message> message) {
    String name = fields.text("signal");
    if (message.flatMap(it -> it.signal(name)).isEmpty()) {
      fields.fault(Reason.UNKNOWN_SIGNAL, "signal");
    }
    return name;
  }
}
