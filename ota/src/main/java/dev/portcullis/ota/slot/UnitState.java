package dev.portcullis.ota.slot;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which version the launcher starts, and what must never be installed again. One file: what changes
 * together is durable together.
 *
 * @param serial rises with each trial, so that starts are counted for the trial they belong to
 * @param confirmed the version that showed its health
 * @param trial the version that may be started instead, a few times
 * @param spare the version before the confirmed one, where it can still read the agent's state
 * @param writes the format of the agent's own state that may be written: one that the confirmed
 *     version reads, also while another is on trial
 * @param floors the release counter of each part below which nothing is installed; of confirmed
 *     versions only
 * @param last what became of the last campaign
 */
public record UnitState(
    long serial,
    SlotReference confirmed,
    Optional<Trial> trial,
    Optional<SlotReference> spare,
    int writes,
    Map<PartKind, Long> floors,
    Optional<EndedTrial> last) {

  /** No state's file is longer. */
  public static final int MAX_BYTES = 4096;

  /** Copies the floors, of which none may be missing. */
  public UnitState {
    var copy = new EnumMap<PartKind, Long>(PartKind.class);
    copy.putAll(floors);
    if (copy.size() != PartKind.values().length) {
      throw new IllegalArgumentException("every part has a floor, not only " + copy.keySet());
    }
    floors = Collections.unmodifiableMap(copy);
  }

  /** Of a unit that leaves the factory with {@code slot} in {@code reference}. */
  public static UnitState provisioned(SlotReference reference, Slot slot) {
    return new UnitState(
        0,
        reference,
        Optional.empty(),
        Optional.empty(),
        slot.formats().newest(),
        counters(slot),
        Optional.empty());
  }

  /** The release counter below which nothing of this kind is installed. */
  public long floor(PartKind kind) {
    return floors.getOrDefault(kind, Long.MAX_VALUE);
  }

  /** {@code slot} may be started {@code attempts} times. */
  public UnitState beginTrial(SlotReference slot, int attempts, CampaignId campaign) {
    var begun = new Trial(slot, attempts, campaign, Set.of());
    return new UnitState(
        serial + 1, confirmed, Optional.of(begun), Optional.empty(), writes, floors, last);
  }

  /** The trial goes on, in this form. */
  public UnitState goOnWith(Trial changed) {
    return new UnitState(serial, confirmed, Optional.of(changed), spare, writes, floors, last);
  }

  /** The confirmed version stays; nothing rises. */
  public UnitState endTrial(Trial ended, TrialEnd end) {
    return new UnitState(
        serial,
        confirmed,
        Optional.empty(),
        spare,
        writes,
        floors,
        Optional.of(new EndedTrial(ended.campaign(), end, ended.missing())));
  }

  /**
   * The version on trial is the confirmed one from now on, and the floors rise to what it consists
   * of. The one before it is kept as a spare only where it reads whatever this one writes.
   */
  public UnitState confirm(Trial trial, Slot now) {
    var raised = new EnumMap<PartKind, Long>(PartKind.class);
    counters(now).forEach((kind, counter) -> raised.put(kind, Math.max(counter, floor(kind))));
    return new UnitState(
        serial,
        trial.slot(),
        Optional.empty(),
        Optional.of(confirmed).filter(_ -> now.formats().newest() <= writes),
        now.formats().newest(),
        raised,
        Optional.of(new EndedTrial(trial.campaign(), TrialEnd.CONFIRMED, Set.of())));
  }

  /** The confirmed version was damaged, and the spare runs; the floors stay. */
  public UnitState fallBackTo(SlotReference runs, CampaignId campaign) {
    return new UnitState(
        serial,
        runs,
        Optional.empty(),
        Optional.empty(),
        writes,
        floors,
        Optional.of(new EndedTrial(campaign, TrialEnd.CONFIRMED_DAMAGED, Set.of())));
  }

  private static Map<PartKind, Long> counters(Slot slot) {
    var counters = new EnumMap<PartKind, Long>(PartKind.class);
    slot.parts().forEach((kind, part) -> counters.put(kind, part.releaseCounter()));
    return counters;
  }

  /** Its file. */
  public Bytes encode() {
    return UnitStateText.write(this);
  }

  /** Reads what {@link #encode} wrote, byte for byte. */
  public static Outcome<UnitState, TextFault> parse(Bytes bytes) {
    return Summed.open(bytes)
        .then((List<String> lines) -> UnitStateText.read(lines))
        .then(state ->
            state.encode().equals(bytes)
                ? Outcome.passed(state)
                : Outcome.refused(TextFault.WRONG_FORM));
  }
}
