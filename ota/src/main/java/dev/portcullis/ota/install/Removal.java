package dev.portcullis.ota.install;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.SlotReference;
import dev.portcullis.ota.slot.Trial;
import dev.portcullis.ota.slot.UnitState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes room: removes slots that the state does not name, then images that no slot names. */
public final class Removal {

  private final Unit unit;

  /** In {@code unit}. */
  public Removal(Unit unit) {
    this.unit = unit;
  }

  /**
   * Removes what is not needed, durably on return, and passes with the images removed. Nothing is
   * removed where a slot cannot be read that the launcher may start: what it needs is not known.
   *
   * @param ready a version that is about to be activated
   */
  public Outcome<List<Digest>, InstallRefusal> remove(Optional<Install.Ready> ready) {
    return unit.state()
        .then(state ->
            named(state).then(slots -> removeOtherSlots(state).map(_ -> images(slots, ready))))
        .then(this::removeAllBut);
  }

  private Outcome<List<Slot>, InstallRefusal> named(UnitState state) {
    return unit.slot(state.confirmed())
        .then(confirmed ->
            state.trial().map(Trial::slot).isEmpty()
                ? Outcome.passed(List.of(confirmed))
                : unit.slot(state.trial().map(Trial::slot).get())
                    .map(trial -> List.of(confirmed, trial)))
        .then(slots ->
            state.spare().isEmpty()
                ? Outcome.passed(slots)
                : withSpare(slots, state.spare().get()));
  }

  /** A spare that was written over is none; one that the disk does not give is still one. */
  private Outcome<List<Slot>, InstallRefusal> withSpare(List<Slot> slots, SlotReference spare) {
    return switch (unit.slot(spare)) {
      case Outcome.Passed<Slot, InstallRefusal>(var slot) -> {
        var all = new ArrayList<>(slots);
        all.add(slot);
        yield Outcome.passed(all);
      }
      case Outcome.Refused<Slot, InstallRefusal>(InstallRefusal.SlotDamaged _) ->
          Outcome.passed(slots);
      case Outcome.Refused<Slot, InstallRefusal>(var why) -> Outcome.refused(why);
    };
  }

  private Outcome<Set<SlotName>, InstallRefusal> removeOtherSlots(UnitState state) {
    var kept = EnumSet.of(state.confirmed().name());
    state.trial().ifPresent(trial -> kept.add(trial.slot().name()));
    state.spare().ifPresent(spare -> kept.add(spare.name()));
    Outcome<Set<SlotName>, InstallRefusal> all = Outcome.passed(kept);
    for (SlotName other : EnumSet.complementOf(kept)) {
      all = all.then(names -> unit.remove(other).map(_ -> names));
    }
    return all;
  }

  private static Set<Digest> images(List<Slot> slots, Optional<Install.Ready> ready) {
    var all = new ArrayList<>(slots);
    ready.ifPresent(version -> all.add(version.slot()));
    var images = new HashSet<Digest>();
    all.forEach(slot -> slot.parts().values().forEach(part -> images.add(part.image().image())));
    return images;
  }

  private Outcome<List<Digest>, InstallRefusal> removeAllBut(Set<Digest> kept) {
    return unit.images()
        .list()
        .then(there -> {
          Outcome<List<Digest>, DurableRefusal> all = Outcome.passed(new ArrayList<>());
          for (Digest image : there) {
            if (!kept.contains(image)) {
              all =
                  all.then(removed ->
                      unit.images()
                          .remove(image)
                          .map(done -> {
                            removed.add(done);
                            return removed;
                          }));
            }
          }
          return all;
        })
        .mapRefusal(why -> new InstallRefusal.DiskFailed("images", why));
  }
}
