package dev.portcullis.ota.install;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.SlotReference;
import dev.portcullis.ota.slot.Trial;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.slot.UnitState;
import java.util.Optional;

/** What a process finds out about itself when it was started, before it writes any state. */
public final class Startup {

  private Startup() {}

  /** What this process is. */
  public sealed interface Standing {

    /** The format of the agent's own state that it may write, until it is confirmed. */
    int writes();
  }

  /** The confirmed version. */
  public record Confirmed(int writes) implements Standing {}

  /** On trial: to be confirmed before its deadline, or to end. */
  public static final class OnTrial implements Standing, RunningTrial {

    private final Trial trial;
    private final int writes;

    private OnTrial(Trial trial, int writes) {
      this.trial = trial;
      this.writes = writes;
    }

    @Override
    public Trial trial() {
      return trial;
    }

    @Override
    public int writes() {
      return writes;
    }
  }

  /** The launcher fell back to this version; to be reported. Later starts find it confirmed. */
  public record FellBack(EndedTrial why, int writes) implements Standing {}

  /**
   * Holds what the launcher said against the state, and writes down, durably on return, that a
   * trial ended. The copy of the state is made good too.
   */
  public static Outcome<Standing, InstallRefusal> begin(Unit unit, Started started) {
    return unit.repair().then(state -> standing(unit, state, started));
  }

  private static Outcome<Standing, InstallRefusal> standing(
      Unit unit, UnitState state, Started started) {
    var trial = state.trial();
    if (trial.isPresent() && names(trial.get().slot(), started.slot())) {
      return Outcome.passed(new OnTrial(trial.get(), state.writes()));
    }
    if (names(state.confirmed(), started.slot())) {
      // Without a reason no launcher passed the trial by: it is still to come.
      return trial.isPresent() && started.fallback().isPresent()
          ? fellBack(unit, state.endTrial(trial.get(), started.fallback().get()))
          : Outcome.passed(new Confirmed(state.writes()));
    }
    var spare = state.spare().filter(reference -> names(reference, started.slot()));
    return spare.isPresent() && started.fallback().equals(Optional.of(TrialEnd.CONFIRMED_DAMAGED))
        ? unit.slot(spare.get())
            .then(slot -> fellBack(unit, state.fallBackTo(spare.get(), slot.campaign())))
        : Outcome.refused(new InstallRefusal.NotExpectedToRun(started.slot()));
  }

  private static Outcome<Standing, InstallRefusal> fellBack(Unit unit, UnitState next) {
    return unit.become(next)
        .map(state ->
            state
                .last()
                .<Standing>map(why -> new FellBack(why, state.writes()))
                .orElseGet(() -> new Confirmed(state.writes())));
  }

  private static boolean names(SlotReference reference, SlotName started) {
    return reference.name() == started;
  }
}
