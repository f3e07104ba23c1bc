package dev.portcullis.agent.provision;

import dev.portcullis.agent.car.BridgeCar;
import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.ReceiptDetail;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a car's description, sound in itself, does what the protocol asks of it. Without this a
 * misspelt action or a wrong allow-list would be found by the first person whose car stays shut.
 */
final class CarFit {

  private CarFit() {}

  /** What does not fit: where in the description, and why. */
  record Misfit(String where, String reason) {}

  /** The first misfit of {@code map}, if there is one. */
  static Optional<Misfit> misfit(CommandMap map) {
    return map.names().stream()
        .sorted((a, b) -> a.value().compareTo(b.value()))
        .flatMap(action -> ofAction(map, action).stream())
        .findFirst()
        .or(() -> ofObserved(map.observedNames()))
        .or(() -> map.unpermitted().stream().findFirst().map(CarFit::unpermitted));
  }

  private static Optional<Misfit> ofAction(CommandMap map, ActionName action) {
    var command = CommandName.ofWire(action.value());
    if (command.isEmpty()) {
      return Optional.of(new Misfit("actions." + action, "is no command; known: " + known()));
    }
    var wanted = BridgeCar.parameters(command.get());
    var found = map.parameters(action);
    return found.equals(wanted)
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                "actions." + action + ".parameters", "are " + found + ", must be " + wanted));
  }

  /** What a receipt cannot hold would be found when the first command is answered. */
  private static Optional<Misfit> ofObserved(List<String> names) {
    if (names.size() > ReceiptDetail.MOST_OBSERVED) {
      return Optional.of(
          new Misfit(
              "observed",
              "has " + names.size() + " names, a receipt holds " + ReceiptDetail.MOST_OBSERVED));
    }
    return names.stream()
        .filter(name -> name.isEmpty() || name.length() > ReceiptDetail.LONGEST_TEXT)
        .findFirst()
        .map(name ->
            new Misfit(
                "observed." + name,
                "has "
                    + name.length()
                    + " characters, must have 1 to "
                    + ReceiptDetail.LONGEST_TEXT));
  }

  private static Misfit unpermitted(ActionName action) {
    return new Misfit(
        "actions." + action,
        "no [[transmit]] table permits every frame it sends: see mask and value");
  }

  private static String known() {
    return Arrays.stream(CommandName.values())
        .map(CommandName::wire)
        .collect(Collectors.joining(", "));
  }
}
