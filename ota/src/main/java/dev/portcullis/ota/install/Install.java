package dev.portcullis.ota.install;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.encrypted.Envelope;
import dev.portcullis.ota.encrypted.ImageKey;
import dev.portcullis.ota.image.UnpackRefusal;
import dev.portcullis.ota.slot.ImageName;
import dev.portcullis.ota.slot.Part;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.SlotReference;
import dev.portcullis.ota.slot.StateFormats;
import dev.portcullis.ota.slot.UnitState;
import dev.portcullis.ota.uptane.Delivery;
import dev.portcullis.ota.uptane.Direction;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Unpacks a campaign's images beside everything that runs (Uptane section 5.4.3.5). What it makes
 * is named by no slot yet: a power cut here leaves nothing but files to remove.
 */
public final class Install {

  private final Unit unit;
  private final StagedImages staged;
  private final ImageKey imageKey;

  /** Into {@code unit}, which has no key for images, from what was fetched. */
  public Install(Unit unit, StagedImages staged) {
    this(unit, staged, ImageKey.NONE);
  }

  /** Into {@code unit}, from what was fetched, encrypted or not. */
  public Install(Unit unit, StagedImages staged, ImageKey imageKey) {
    this.unit = unit;
    this.staged = staged;
    this.imageKey = imageKey;
  }

  /** A version that lies complete on the disk and is not in force. */
  public static final class Ready {

    private final Slot slot;
    private final Set<PartKind> changed;
    private final SlotReference base;

    private Ready(Slot slot, Set<PartKind> changed, SlotReference base) {
      this.slot = slot;
      this.changed = Collections.unmodifiableSet(changed);
      this.base = base;
    }

    /** What it consists of. */
    public Slot slot() {
      return slot;
    }

    /** In which parts it differs from the confirmed version. */
    public Set<PartKind> changed() {
      return changed;
    }

    /** The confirmed version that it was held against. */
    SlotReference base() {
      return base;
    }
  }

  /** Unpacks what changes; what does not is taken from the confirmed version. */
  public Outcome<Ready, InstallRefusal> install(Campaign campaign, Preconditions preconditions) {
    return met(preconditions)
        .then(_ -> unit.state())
        .then(state ->
            state.trial().isPresent()
                ? Outcome.refused(new InstallRefusal.OnTrial())
                : notBelowFloors(campaign, state))
        .then(state ->
            unit.slot(state.confirmed()).then(confirmed -> install(campaign, state, confirmed)));
  }

  private Outcome<Ready, InstallRefusal> install(
      Campaign campaign, UnitState state, Slot confirmed) {
    return unpack(campaign, confirmed.parts())
        .then(parts -> formats(parts).map(formats -> new Slot(campaign.id(), formats, parts)))
        .then(slot -> {
          if (!slot.formats().canFollow(state.writes())) {
            return Outcome.refused(
                new InstallRefusal.IncompatibleState(slot.formats(), state.writes()));
          }
          var changed = EnumSet.noneOf(PartKind.class);
          slot.parts()
              .forEach((kind, part) -> {
                if (!part.isSameAs(confirmed.part(kind))) {
                  changed.add(kind);
                }
              });
          return changed.isEmpty()
              ? Outcome.refused(new InstallRefusal.AlreadyInstalled())
              : Outcome.passed(new Ready(slot, changed, state.confirmed()));
        });
  }

  /** In the factory: unpacks a whole version into a unit that has none, and confirms it. */
  public Outcome<UnitState, InstallRefusal> provision(Campaign campaign) {
    for (PartKind kind : PartKind.values()) {
      if (!campaign.directions().containsKey(kind)) {
        return Outcome.refused(new InstallRefusal.PartMissing(kind));
      }
    }
    return switch (unit.state()) {
      case Outcome.Passed<UnitState, InstallRefusal> _ ->
          Outcome.refused(new InstallRefusal.AlreadyProvisioned());
      case Outcome.Refused<UnitState, InstallRefusal>(InstallRefusal.DiskFailed failed) ->
          Outcome.refused(failed);
      case Outcome.Refused<UnitState, InstallRefusal> _ ->
          unpack(campaign, Map.of())
              .then(parts -> formats(parts).map(formats -> new Slot(campaign.id(), formats, parts)))
              .then(slot ->
                  unit.write(SlotName.A, slot)
                      .then(reference -> unit.become(UnitState.provisioned(reference, slot))));
    };
  }

  static Outcome<Preconditions, InstallRefusal> met(Preconditions preconditions) {
    return preconditions
        .unmet()
        .<Outcome<Preconditions, InstallRefusal>>map(
            why -> Outcome.refused(new InstallRefusal.PreconditionUnmet(why)))
        .orElseGet(() -> Outcome.passed(preconditions));
  }

  private static Outcome<UnitState, InstallRefusal> notBelowFloors(
      Campaign campaign, UnitState state) {
    for (var each : campaign.directions().entrySet()) {
      long offered = each.getValue().releaseCounter();
      long floor = state.floor(each.getKey());
      if (offered < floor) {
        return Outcome.refused(new InstallRefusal.BelowFloor(each.getKey(), offered, floor));
      }
    }
    return Outcome.passed(state);
  }

  private Outcome<Map<PartKind, Part>, InstallRefusal> unpack(
      Campaign campaign, Map<PartKind, Part> before) {
    Map<PartKind, Part> start = new EnumMap<>(PartKind.class);
    start.putAll(before);
    Outcome<Map<PartKind, Part>, InstallRefusal> all = Outcome.passed(start);
    for (var each : campaign.directions().entrySet()) {
      all =
          all.then(parts ->
              unpacked(each.getKey(), each.getValue())
                  .map(part -> {
                    parts.put(each.getKey(), part);
                    return parts;
                  }));
    }
    return all;
  }

  private Outcome<Part, InstallRefusal> unpacked(PartKind kind, Direction direction) {
    return source(direction)
        .then(source ->
            unit.images()
                .unpack(
                    staged.path(direction.fetchedName()),
                    direction.name(),
                    direction.file(),
                    switch (direction.delivery()) {
                      case Delivery.Plain() -> new Envelope.None();
                      case Delivery.Encrypted(_, _, var sealedKey) ->
                          new Envelope.Encrypted(imageKey, sealedKey);
                    })
                .<InstallRefusal>mapRefusal(
                    (UnpackRefusal why) -> new InstallRefusal.NotUnpacked(kind, why))
                .map(image -> new Part(image, direction.releaseCounter(), source)));
  }

  private static Outcome<Part.Source, InstallRefusal> source(Direction direction) {
    return ImageName.of(direction.name().text())
        .<Outcome<Part.Source, InstallRefusal>>map(
            name -> Outcome.passed(new Part.Source(name, direction.file().length())))
        .orElseGet(() -> Outcome.refused(new InstallRefusal.UnfitName(direction.name())));
  }

  /** As the application's image says. */
  private Outcome<StateFormats, InstallRefusal> formats(Map<PartKind, Part> parts) {
    return Optional.ofNullable(parts.get(PartKind.APPLICATION))
        .<Outcome<Part, InstallRefusal>>map(Outcome::passed)
        .orElseGet(() -> Outcome.refused(new InstallRefusal.PartMissing(PartKind.APPLICATION)))
        .then(application ->
            unit.images()
                .read(application.image().image(), StateFormats.FILE, StateFormats.MAX_BYTES)
                .mapRefusal(why ->
                    InstallRefusal.notRead(
                        StateFormats.FILE, why, InstallRefusal.NoStateFormats::new)))
        .then(bytes -> StateFormats.parse(bytes).mapRefusal(InstallRefusal.NoStateFormats::new));
  }
}
