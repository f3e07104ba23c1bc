package dev.portcullis.ota.install;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.slot.Part;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.slot.Trial;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.slot.UnitState;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a version on trial. Its slot is one file that is durable before the state names it, so that
 * all its parts are in force or none; the state is the one file that decides.
 */
public final class Activation {

  private final Unit unit;
  private final Preconditions preconditions;
  private final LiveActivation live;
  private final int attempts;

  /**
   * Versions of {@code unit}.
   *
   * @param attempts how often a version is started before it must have confirmed its health; 1 to
   *     {@link Trial#MAX_ATTEMPTS}
   */
  public Activation(Unit unit, Preconditions preconditions, LiveActivation live, int attempts) {
    this.unit = unit;
    this.preconditions = preconditions;
    this.live = live;
    this.attempts = attempts;
  }

  /** Where a version that was activated runs. */
  public sealed interface Activated {}

  /** The launcher starts it: this process is to end. */
  public record AtRestart(Trial trial) implements Activated {}

  /** This process goes by it already. */
  public static final class TakenLive implements Activated, RunningTrial {

    private final Trial trial;

    private TakenLive(Trial trial) {
      this.trial = trial;
    }

    @Override
    public Trial trial() {
      return trial;
    }
  }

  /**
   * Puts {@code ready} on trial, if the vehicle's state still allows it. Where nothing but policy,
   * vehicle description or detector settings change, the running process takes them at once, or
   * nothing is changed.
   */
  public Outcome<Activated, InstallRefusal> activate(Install.Ready ready) {
    return unit.state()
        .then(state -> upToDate(ready, state))
        .then(state -> Install.met(preconditions).map(_ -> state))
        .then(state -> begin(ready.slot(), state))
        .then(trial ->
            ready.changed().stream().allMatch(kind -> kind.change() == PartKind.Change.LIVE)
                ? takeLive(ready, trial)
                : Outcome.passed(new AtRestart(trial)));
  }

  private Outcome<UnitState, InstallRefusal> upToDate(Install.Ready ready, UnitState state) {
    if (state.trial().isPresent()) {
      return Outcome.refused(new InstallRefusal.OnTrial());
    }
    if (!state.confirmed().equals(ready.base())) {
      return Outcome.refused(new InstallRefusal.Outdated());
    }
    Outcome<UnitState, InstallRefusal> all = Outcome.passed(state);
    for (Part part : ready.slot().parts().values()) {
      all =
          all.then(_ ->
                  unit.images()
                      .has(part.image())
                      .mapRefusal(why -> new InstallRefusal.DiskFailed("images", why)))
              .then(isThere ->
                  isThere ? Outcome.passed(state) : Outcome.refused(new InstallRefusal.Outdated()));
    }
    return all;
  }

  private Outcome<Trial, InstallRefusal> begin(Slot slot, UnitState state) {
    return unit.write(state.confirmed().name().other(), slot)
        .then(reference -> unit.become(state.beginTrial(reference, attempts, slot.campaign())))
        .then(begun ->
            begun
                .trial()
                .<Outcome<Trial, InstallRefusal>>map(Outcome::passed)
                .orElseGet(() -> Outcome.refused(new InstallRefusal.NotOnTrial())));
  }

  private Outcome<Activated, InstallRefusal> takeLive(Install.Ready ready, Trial trial) {
    Map<PartKind, Path> changed = new EnumMap<>(PartKind.class);
    for (PartKind kind : ready.changed()) {
      changed.put(kind, unit.images().path(ready.slot().part(kind).image().image()));
    }
    var refusal = live.refusalOf(changed);
    if (refusal.isEmpty()) {
      return Outcome.passed(new TakenLive(trial));
    }
    return switch (refusal.get()) {
      case LiveRefusal.ForGood(var why) ->
          end(TrialEnd.LIVE_REFUSED)
              .then(_ -> Outcome.refused(new InstallRefusal.LiveRefused(why)));
      case LiveRefusal.ForNow(var why) ->
          abandon().then(_ -> Outcome.refused(new InstallRefusal.LivePostponed(why)));
    };
  }

  /**
   * Ends the trial of a version that was activated and does not run, durably on return; also one
   * whose activation was refused by the disk when it might have begun.
   */
  public Outcome<UnitState, InstallRefusal> abandon() {
    return end(TrialEnd.ABANDONED);
  }

  private Outcome<UnitState, InstallRefusal> end(TrialEnd why) {
    return unit.state()
        .then(state -> {
          Optional<Trial> trial = state.trial();
          return trial.isEmpty()
              ? Outcome.refused(new InstallRefusal.NotOnTrial())
              : unit.become(state.endTrial(trial.get(), why));
        });
  }
}
