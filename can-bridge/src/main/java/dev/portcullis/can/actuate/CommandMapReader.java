package dev.portcullis.can.actuate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.EncodeRefusal;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.permit.AllowEntry;
import dev.portcullis.can.permit.BusName;
import dev.portcullis.can.state.Protection;
import dev.portcullis.can.state.WatchedMessage;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a command map from its tree, table by table in the order they depend on each other. */
final class CommandMapReader {

  private static final long SCHEMA = 1;
  private static final long MAX_MILLIS = 60_000;
  private static final long MOST_CYCLES = 10;
  private static final long MAX_PARAMETER = 1_000_000_000_000L;

  private final Section root;
  private final MapFaults faults;
  private final SignalLookup lookup;
  private final Map<String, WatchedMessage> watched = new LinkedHashMap<>();
  private final Map<String, Protection> sent = new LinkedHashMap<>();
  private final SecuredMessages secured;
  private final Map<String, Condition> conditions = new LinkedHashMap<>();

  private CommandMapReader(JsonNode tree, MapFaults faults, Database database) {
    this.root = new Section(tree, "", faults);
    this.faults = faults;
    this.lookup = new SignalLookup(database);
    this.secured = new SecuredMessages(watched, sent, lookup);
  }

  static Outcome<CommandMap, CommandMapRefusal> read(String file, String text, Database database) {
    if (text.length() > CommandMap.MAX_CHARACTERS) {
      return Outcome.refused(
          new CommandMapRefusal(Reason.FILE_TOO_LARGE, file, "line 1", "too long"));
    }
    try {
      JsonNode tree = new TomlMapper().readTree(text);
      return new CommandMapReader(tree, new MapFaults(file), database).read();
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "line 1" : "line " + e.getLocation().getLineNr();
      return Outcome.refused(
          new CommandMapRefusal(Reason.NOT_TOML, file, where, e.getOriginalMessage()));
    }
  }

  private Outcome<CommandMap, CommandMapRefusal> read() {
    if (root.whole("schema", 0, Long.MAX_VALUE) != SCHEMA) {
      root.fault(Reason.UNKNOWN_SCHEMA, "schema", "this program reads schema 1");
    }
    long sequence = root.whole("sequence", 1, Long.MAX_VALUE);
    var bus = new BusName(root.text("bus"));
    root.table("watch").tables().forEach(this::watch);
    root.table("send").tables().forEach(this::send);
    root.optionalTable("secoc").tables().forEach(secured::read);
    root.optionalTable("conditions").tables().forEach(this::condition);
    Map<ActionName, Action> actions = new LinkedHashMap<>();
    root.table("actions")
        .tables()
        .forEach((name, table) -> action(name, table).ifPresent(it -> actions.put(it.name(), it)));
    List<Observed> observed = observed(root.optionalTable("observed"));
    Map<Gesture, Requirement> gestures = gestures(root.optionalTable("presence"));
    List<AllowEntry> transmit = new ArrayList<>();
    for (Section entry : root.tables("transmit")) {
      AllowEntryReader.read(entry)
          .ifPresent(it -> {
            secured.checkPermits(bus, it, entry);
            transmit.add(it);
          });
    }
    root.end();
    return faults
        .first()
        .<Outcome<CommandMap, CommandMapRefusal>>map(Outcome::refused)
        .orElseGet(() ->
            Outcome.passed(
                new CommandMap(
                    sequence,
                    bus,
                    watched.values(),
                    actions,
                    transmit,
                    observed,
                    gestures,
                    secured.uses())));
  }

  private void watch(String name, Section table) {
    Optional<Message> message = lookup.message(name, table, "");
    if (message.isEmpty()) {
      return;
    }
    Duration maximumAge = maximumAge(message.get(), table);
    Protection protection = lookup.protection(message.get(), table);
    Set<String> notAvailable = new HashSet<>(table.texts("not_available"));
    List<Map.Entry<Signal, Long>> valid = new ArrayList<>();
    Section validTable = table.optionalTable("valid");
    for (String key : validTable.keys()) {
      lookup
          .signal(message.get(), key, validTable, key)
          .ifPresent(signal ->
              valid.add(
                  Map.entry(
                      signal, lookup.raw(signal, validTable.textOrWhole(key), validTable, key))));
    }
    table.end();
    watched.put(
        name, new WatchedMessage(message.get(), protection, maximumAge, valid, notAvailable));
  }

  /** A message that is missing for ten of its cycles is unknown: nobody may allow it more. */
  private static Duration maximumAge(Message message, Section table) {
    long most =
        message
            .cycleTime()
            .map(it -> Math.clamp(it.multipliedBy(MOST_CYCLES).toMillis(), 1, MAX_MILLIS))
            .orElse(MAX_MILLIS);
    boolean isLeftToTheCycle = !table.has("maximum_age_ms") && message.cycleTime().isPresent();
    return Duration.ofMillis(isLeftToTheCycle ? most : table.whole("maximum_age_ms", 1, most));
  }

  /** A message this unit sends is never one it believes. */
  private void send(String name, Section table) {
    Optional<Message> message = lookup.message(name, table, "");
    if (message.isEmpty()) {
      return;
    }
    if (watched.values().stream().anyMatch(it -> it.message().id().equals(message.get().id()))) {
      table.fault(Reason.OUR_OWN_MESSAGE, "", "it is watched too");
    }
    sent.put(name, lookup.protection(message.get(), table));
    table.end();
  }

  private void condition(String name, Section table) {
    List<Requirement> all = new ArrayList<>();
    for (Section requirement : table.tables("all")) {
      requirement(requirement).ifPresent(all::add);
    }
    if (all.isEmpty()) {
      table.fault(Reason.OUT_OF_RANGE, "all", "a condition that asks for nothing");
    }
    conditions.put(name, new Condition(name, otherwise(table), all));
    table.end();
  }

  private Optional<Requirement> requirement(Section table) {
    Optional<WatchedSignal> signal = watchedSignal(table, "signal");
    JsonNode is = table.textOrWhole("is");
    table.end();
    return signal.map(
        it -> new Requirement(it.message(), it.signal(), lookup.raw(it.signal(), is, table, "is")));
  }

  private Map<Gesture, Requirement> gestures(Section table) {
    Map<Gesture, Requirement> gestures = new EnumMap<>(Gesture.class);
    table
        .tables()
        .forEach((key, it) -> {
          Optional<Gesture> gesture = Gesture.ofKey(key);
          if (gesture.isEmpty()) {
            table.fault(Reason.UNKNOWN_KEY, key, "none of enrol, revoke-owner, hand-over");
            return;
          }
          requirement(it).ifPresent(requirement -> gestures.put(gesture.get(), requirement));
        });
    return gestures;
  }

  private static Precondition otherwise(Section table) {
    String word = table.text("otherwise");
    return switch (word) {
      case "NOT_STANDING" -> Precondition.NOT_STANDING;
      case "NOT_PARKED" -> Precondition.NOT_PARKED;
      case "OPENING_NOT_SHUT" -> Precondition.OPENING_NOT_SHUT;
      case "ENGINE_NOT_REMOTE" -> Precondition.ENGINE_NOT_REMOTE;
      case "DRIVER_PRESENT" -> Precondition.DRIVER_PRESENT;
      case "ENGINE_RUNNING" -> Precondition.ENGINE_RUNNING;
      default -> {
        table.fault(
            Reason.UNKNOWN_WORD,
            "otherwise",
            word
                + " is none of NOT_STANDING, NOT_PARKED, OPENING_NOT_SHUT, ENGINE_NOT_REMOTE,"
                + " DRIVER_PRESENT, ENGINE_RUNNING");
        yield Precondition.STATE_UNKNOWN;
      }
    };
  }

  private Optional<Action> action(String name, Section table) {
    String messageName = table.text("send");
    Protection protection = sent.get(messageName);
    if (protection == null) {
      table.fault(Reason.NO_SUCH_MESSAGE, "send", messageName + " is not under send");
      return Optional.empty();
    }
    Message message = protection.message();
    Map<String, Long> values = new LinkedHashMap<>(protection.zeros());
    values.putAll(secured.zeros(messageName));
    Section set = table.optionalTable("set");
    for (String key : set.keys()) {
      lookup
          .signal(message, key, set, key)
          .ifPresent(signal ->
              put(values, signal, lookup.raw(signal, set.textOrWhole(key), set, key), set));
    }
    List<Parameter> parameters = new ArrayList<>();
    table
        .optionalTable("parameters")
        .tables()
        .forEach((key, it) -> parameter(key, it, message, values).ifPresent(parameters::add));
    List<Condition> requires = requires(table);
    Optional<Feedback> feedback = feedback(table.table("feedback"));
    table.end();
    return switch (message.encode(values)) {
      case Outcome.Refused<Bytes, EncodeRefusal>(EncodeRefusal why) -> {
        table.fault(Reason.NOT_ENCODABLE, "set", message.name() + ": " + why);
        yield Optional.empty();
      }
      case Outcome.Passed<Bytes, EncodeRefusal>(Bytes template) ->
          feedback.map(it ->
              new Action(
                  new ActionName(name), message, template, parameters, protection, requires, it));
    };
  }

  private static void put(Map<String, Long> values, Signal signal, long raw, Section at) {
    if (values.putIfAbsent(signal.name(), raw) != null) {
      at.fault(Reason.NOT_ENCODABLE, signal.name(), "set twice");
    }
  }

  private Optional<Parameter> parameter(
      String name, Section table, Message message, Map<String, Long> values) {
    Optional<Signal> signal = lookup.signal(message, table.text("signal"), table, "signal");
    long min = table.whole("min", -MAX_PARAMETER, MAX_PARAMETER);
    long max = table.whole("max", min, MAX_PARAMETER);
    table.end();
    if (signal.isEmpty()) {
      return Optional.empty();
    }
    for (long value : new long[] {min, Math.min(min + 1, max), max}) {
      if (signal.get().rawOf(value).isEmpty()) {
        table.fault(Reason.NO_SUCH_VALUE, "signal", signal.get().name() + " cannot be " + value);
      }
    }
    put(values, signal.get(), signal.get().rawOf(min).orElse(0L), table);
    return Optional.of(new Parameter(name, signal.get(), min, max));
  }

  private List<Condition> requires(Section table) {
    List<Condition> requires = new ArrayList<>();
    for (String name : table.texts("requires")) {
      Condition condition = conditions.get(name);
      if (condition == null) {
        table.fault(Reason.NO_SUCH_CONDITION, "requires", "no condition " + name);
      } else {
        requires.add(condition);
      }
    }
    return requires;
  }

  private Optional<Feedback> feedback(Section table) {
    Optional<WatchedSignal> signal = watchedSignal(table, "signal");
    signal.ifPresent(it -> secured.checkConfirms(it.message().message(), table));
    Duration within = Duration.ofMillis(table.whole("within_ms", 1, MAX_MILLIS));
    JsonNode is = table.textOrWhole("is");
    table.end();
    return signal.map(it ->
        new Feedback(it.message(), it.signal(), lookup.raw(it.signal(), is, table, "is"), within));
  }

  private List<Observed> observed(Section table) {
    List<Observed> observed = new ArrayList<>();
    for (String name : table.keys()) {
      watchedSignal(table, name)
          .ifPresent(it -> observed.add(new Observed(name, it.message(), it.signal())));
    }
    return observed;
  }

  private record WatchedSignal(WatchedMessage message, Signal signal) {}

  /** A key whose text is {@code MESSAGE.Signal}, of a watched message. */
  private Optional<WatchedSignal> watchedSignal(Section table, String key) {
    String text = table.text(key);
    int dot = text.indexOf('.');
    WatchedMessage message = watched.get(dot < 0 ? text : text.substring(0, dot));
    if (message == null) {
      table.fault(Reason.NOT_WATCHED, key, text + " is not MESSAGE.Signal of a watched message");
      return Optional.empty();
    }
    return lookup
        .signal(message.message(), text.substring(dot + 1), table, key)
        .map(signal -> new WatchedSignal(message, signal));
  }
}
