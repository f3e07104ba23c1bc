package dev.portcullis.agent.update;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.ota.image.ArchiveLimits;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.install.Started;
import dev.portcullis.ota.install.Startup;
import dev.portcullis.ota.install.Unit;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.Slot;
import java.nio.file.Path;

/**
 * The version that the launcher started: which images it consists of, and whether it is on trial.
 *
 * @param standing what it is to the unit
 * @param slot what it consists of
 */
public record RunningVersion(Unit unit, Startup.Standing standing, Slot slot) {

  /** What of the unit's state a trial may change. */
  public enum Footing {
    /** Confirmed: it may enter into the agent's state what no older version may undo. */
    FIRM,
    /** On trial: it may not, for the other slot has to go on from here. */
    TRIAL
  }

  /**
   * Holds what the launcher said against the unit in {@code folder}. A trial that ended is written
   * down, durably on return.
   */
  public static Outcome<RunningVersion, InstallRefusal> of(
      FileSystem disk, Path folder, Started started) {
    return Unit.in(disk, folder, ArchiveLimits.STANDARD)
        .then(unit ->
            Startup.begin(unit, started)
                .then(standing ->
                    slot(unit, standing).map(slot -> new RunningVersion(unit, standing, slot))));
  }

  private static Outcome<Slot, InstallRefusal> slot(Unit unit, Startup.Standing standing) {
    return switch (standing) {
      case Startup.OnTrial trial -> unit.slot(trial.trial().slot());
      case Startup.Confirmed _, Startup.FellBack _ ->
          unit.state().then(state -> unit.slot(state.confirmed()));
    };
  }

  /** What it may change. */
  public Footing footing() {
    return switch (standing) {
      case Startup.OnTrial _ -> Footing.TRIAL;
      case Startup.Confirmed _, Startup.FellBack _ -> Footing.FIRM;
    };
  }

  /** Where its part of this kind lies. */
  public Path folder(PartKind kind) {
    return unit.folder(slot.part(kind));
  }
}
