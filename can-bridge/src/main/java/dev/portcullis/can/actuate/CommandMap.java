package dev.portcullis.can.actuate;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.FrameFormat;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Presence;
import dev.portcullis.can.expression.ExpressionFault;
import dev.portcullis.can.expression.ExpressionReader;
import dev.portcullis.can.expression.StateExpression;
import dev.portcullis.can.expression.WatchedSignal;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.permit.AllowEntry;
import dev.portcullis.can.permit.BusName;
import dev.portcullis.can.port.CanDevice;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.SecuredMessage;
import dev.portcullis.can.state.WatchedMessage;
import dev.portcullis.crypto.Outcome;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an integrator writes about his car besides the DBC: the signals to watch, the preconditions,
 * the actions and the frames that may be sent. Read once from a TOML file; whatever is wrong with
 * it is refused with file, key and reason.
 */
public final class CommandMap {

  /** The longest file. */
  public static final int MAX_CHARACTERS = 1 << 20;

  private final long sequence;
  private final BusName bus;
  private final List<WatchedMessage> watched;
  private final Map<ActionName, Action> actions;
  private final List<AllowEntry> transmit;
  private final List<Observed> observed;
  private final Map<Gesture, Requirement> gestures;
  private final List<SecuredUse> secured;

  CommandMap(
      long sequence,
      BusName bus,
      Collection<WatchedMessage> watched,
      Map<ActionName, Action> actions,
      List<AllowEntry> transmit,
      List<Observed> observed,
      Map<Gesture, Requirement> gestures,
      List<SecuredUse> secured) {
    this.sequence = sequence;
    this.bus = bus;
    this.watched = List.copyOf(watched);
    this.actions = Map.copyOf(actions);
    this.transmit = List.copyOf(transmit);
    this.observed = List.copyOf(observed);
    this.gestures = Map.copyOf(gestures);
    this.secured = List.copyOf(secured);
  }

  /**
   * Reads the text of a command map against the messages it speaks of.
   *
   * @param file how refusals name it
   */
  public static Outcome<CommandMap, CommandMapRefusal> parse(
      String file, String text, Database database) {
    return CommandMapReader.read(file, text, database);
  }

  /** Which of this car's descriptions it is: each new one has a greater number, 1 or more. */
  public long sequence() {
    return sequence;
  }

  /** The names of all actions. */
  public Collection<ActionName> names() {
    return actions.keySet();
  }

  /** The names of the parameters that {@code name} takes; none for an action that is not here. */
  public Set<String> parameters(ActionName name) {
    return action(name).stream()
        .flatMap(action -> action.parameters().stream())
        .map(Parameter::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The actions of which a frame is on no entry of the allow-list: carrying one out would end in a
   * refusal. Looks at each counter value with each parameter at its ends.
   */
  public List<ActionName> unpermitted() {
    return actions.values().stream()
        .filter(action -> !action.frames().allMatch(this::isListed))
        .map(Action::name)
        .sorted(Comparator.comparing(ActionName::value))
        .toList();
  }

  /** The names under which the state of the car is shown, in the file's order. */
  public List<String> observedNames() {
    return observed.stream().map(Observed::name).toList();
  }

  /** The messages under SecOC, by their names in the DBC. */
  public Map<String, SecuredMessage> secured() {
    return secured.stream()
        .collect(Collectors.toUnmodifiableMap(each -> each.message().name(), SecuredUse::secured));
  }

  /** The slots of the keys that those messages need. */
  public Set<KeySlot> keySlots() {
    return secured.stream()
        .flatMap(use -> use.secured().slots().accepted().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The gestures that this car has a signal for. */
  public Set<Gesture> presence() {
    return gestures.keySet();
  }

  /**
   * Reads a condition over the signals that are watched: {@code MESSAGE.Signal}, or the signal
   * alone where only one watched message has one of that name.
   */
  public Outcome<StateExpression, ExpressionFault> condition(String text) {
    return ExpressionReader.read(text, this::watchedSignal);
  }

  private Optional<WatchedSignal> watchedSignal(String name) {
    int dot = name.indexOf('.');
    var found =
        watched.stream()
            .filter(each -> dot < 0 || each.message().name().equals(name.substring(0, dot)))
            .flatMap(each ->
                each.message().signal(name.substring(dot + 1)).stream()
                    .filter(signal -> signal.presence() instanceof Presence.Always)
                    .map(signal -> new WatchedSignal(each, signal)))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /**
   * What {@code device} cannot carry of the messages that are watched or sent, in words; nothing
   * where it carries all. An SLCAN adapter without a bit rate for the data phase drops every FD
   * frame, which would look like a car that says nothing.
   */
  public Optional<String> notCarriedBy(CanDevice device) {
    var fd =
        device.carriesFd()
            ? List.<String>of()
            : Stream.concat(
                    watched.stream().map(WatchedMessage::message),
                    actions.values().stream().map(Action::message))
                .filter(message -> message.format() != FrameFormat.CLASSIC)
                .map(Message::name)
                .distinct()
                .sorted()
                .toList();
    return fd.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(", ", fd)
                + (fd.size() == 1 ? " is" : " are")
                + " CAN FD, and can.device has no data=: no such frame is sent or received");
  }

  private boolean isListed(CanFrame frame) {
    return transmit.stream().anyMatch(entry -> entry.matches(bus, frame));
  }

  BusName bus() {
    return bus;
  }

  List<WatchedMessage> watched() {
    return watched;
  }

  Optional<Action> action(ActionName name) {
    return Optional.ofNullable(actions.get(name));
  }

  /** The messages that only this unit may send, by their ids. */
  Map<ArbitrationId, String> ours() {
    Map<ArbitrationId, String> ours = new HashMap<>();
    actions.values().forEach(each -> ours.put(each.message().id(), each.message().name()));
    return ours;
  }

  /** The ids of the messages that only this unit may send. */
  public Set<ArbitrationId> ownIds() {
    return Set.copyOf(ours().keySet());
  }

  List<AllowEntry> transmit() {
    return transmit;
  }

  List<Observed> observed() {
    return observed;
  }

  List<SecuredUse> securedUses() {
    return secured;
  }

  Map<Gesture, Requirement> gestures() {
    return gestures;
  }
}
