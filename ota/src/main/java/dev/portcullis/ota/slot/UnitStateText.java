package dev.portcullis.ota.slot;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The file of a {@link UnitState}: a line for each of its parts, in this order. */
final class UnitStateText {

  private static final String HEAD = "portcullis-state 1";
  private static final Pattern ATTEMPTS = Pattern.compile("[1-" + Trial.MAX_ATTEMPTS + "]");

  private static final Pattern FORMAT = Pattern.compile("[1-9][0-9]{0,3}");

  private UnitStateText() {}

  static Bytes write(UnitState state) {
    var lines = new ArrayList<String>();
    lines.add(HEAD);
    lines.add("serial " + state.serial());
    lines.add("confirmed " + state.confirmed());
    lines.add("trial " + state.trial().map(UnitStateText::shown).orElse(Words.NONE));
    lines.add("spare " + state.spare().map(SlotReference::toString).orElse(Words.NONE));
    lines.add("writes " + state.writes());
    state.floors().forEach((kind, floor) -> lines.add("floor " + kind.word() + " " + floor));
    lines.add("last " + state.last().map(UnitStateText::shown).orElse(Words.NONE));
    return Summed.seal(lines);
  }

  private static String shown(Trial trial) {
    return "%s %d %s %s"
        .formatted(trial.slot(), trial.attempts(), trial.campaign(), shown(trial.missing()));
  }

  private static String shown(EndedTrial ended) {
    return "%s %s %s".formatted(ended.campaign(), ended.end(), shown(ended.missing()));
  }

  private static String shown(Set<HealthCheck> missing) {
    return missing.isEmpty()
        ? Words.NONE
        : missing.stream().map(HealthCheck::name).collect(Collectors.joining(","));
  }

  static Outcome<UnitState, TextFault> read(List<String> lines) {
    var in = new Lines(lines);
    in.expect(HEAD);
    var serial = in.rest("serial").flatMap(Words::number);
    var confirmed =
        in.words("confirmed", 2).flatMap(words -> Words.reference(words.get(0), words.get(1)));
    var trial = in.rest("trial");
    var spare = in.rest("spare");
    var writes = in.rest("writes").filter(word -> FORMAT.matcher(word).matches());
    var floors = floors(in);
    var last = in.rest("last");
    if (!in.isAtEnd()
        || serial.isEmpty()
        || confirmed.isEmpty()
        || writes.isEmpty()
        || floors.size() != PartKind.values().length) {
      return Outcome.refused(TextFault.WRONG_FORM);
    }
    // What is there and cannot be read is found by writing it again: it is then not there.
    return Outcome.passed(
        new UnitState(
            serial.get(),
            confirmed.get(),
            trial.flatMap(UnitStateText::trial),
            spare.flatMap(UnitStateText::spare),
            Integer.parseInt(writes.get()),
            floors,
            last.flatMap(UnitStateText::last)));
  }

  private static Map<PartKind, Long> floors(Lines in) {
    var floors = new EnumMap<PartKind, Long>(PartKind.class);
    for (PartKind kind : PartKind.values()) {
      in.rest("floor " + kind.word())
          .flatMap(Words::number)
          .ifPresent(floor -> floors.put(kind, floor));
    }
    return floors;
  }

  private static Optional<Trial> trial(String text) {
    var words = List.of(text.split(" ", -1));
    if (words.size() != 5 || !ATTEMPTS.matcher(words.get(2)).matches()) {
      return Optional.empty();
    }
    return Words.reference(words.get(0), words.get(1))
        .flatMap(slot ->
            CampaignId.of(words.get(3))
                .flatMap(campaign ->
                    missing(words.get(4))
                        .map(missing ->
                            new Trial(slot, Integer.parseInt(words.get(2)), campaign, missing))));
  }

  private static Optional<SlotReference> spare(String text) {
    var words = List.of(text.split(" ", -1));
    return words.size() == 2 ? Words.reference(words.get(0), words.get(1)) : Optional.empty();
  }

  private static Optional<EndedTrial> last(String text) {
    var words = List.of(text.split(" ", -1));
    if (words.size() != 3) {
      return Optional.empty();
    }
    return CampaignId.of(words.get(0))
        .flatMap(campaign ->
            Words.constant(TrialEnd.values(), words.get(1))
                .flatMap(end ->
                    missing(words.get(2)).map(missing -> new EndedTrial(campaign, end, missing))));
  }

  private static Optional<Set<HealthCheck>> missing(String text) {
    var read = EnumSet.noneOf(HealthCheck.class);
    if (text.equals(Words.NONE)) {
      return Optional.of(read);
    }
    for (String word : text.split(",", -1)) {
      var check = Words.constant(HealthCheck.values(), word);
      if (check.isEmpty()) {
        return Optional.empty();
      }
      read.add(check.get());
    }
    return Optional.of(read);
  }
}
