package dev.portcullis.ota.install;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.Trial;
import dev.portcullis.ota.slot.UnitState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Decides whether a version on trial has shown its health in time; only then anything rises. */
public final class Confirmation {

  private final Unit unit;
  private final Health health;
  private final Reach reach;
  private final Duration deadline;

  /**
   * Of the version that runs.
   *
   * @param deadline since it was started, or since it was taken live
   */
  public Confirmation(Unit unit, Health health, Reach reach, Duration deadline) {
    this.unit = unit;
    this.health = health;
    this.reach = reach;
    this.deadline = deadline;
  }

  /** Whether a car without a connection can confirm a version. */
  public enum Reach {
    /** Broker and Director must have been reached. */
    REQUIRED,
    /** The OEM allows that they were not: a version that cannot connect is then confirmed too. */
    OFFLINE_ALLOWED
  }

  /** What was found. */
  public sealed interface Verdict {}

  /** Confirmed, durably; the floors have risen. */
  public record Confirmed(UnitState state) implements Verdict {}

  /** Not yet; to be asked again. */
  public record Waiting(Set<HealthCheck> missing) implements Verdict {}

  /** The time is over: the process is to end, and the launcher counts on. */
  public record TooLate(Set<HealthCheck> missing) implements Verdict {}

  /**
   * Looks once. To be called again while it waits; after a refusal too, for a disk that was full
   * may have room again.
   *
   * @param running how long the version has been running, on a clock that nobody can set
   */
  public Outcome<Verdict, InstallRefusal> look(RunningTrial running, Duration since) {
    return unit.state()
        .then(state ->
            state.trial().map(trial -> trial.slot().equals(running.trial().slot())).orElse(false)
                ? look(state, running.trial(), since)
                : Outcome.refused(new InstallRefusal.NotOnTrial()));
  }

  private Outcome<Verdict, InstallRefusal> look(UnitState state, Trial trial, Duration since) {
    var missing = missing();
    if (since.compareTo(deadline) >= 0) {
      return unit.become(state.goOnWith(trial.without(missing))).map(_ -> new TooLate(missing));
    }
    return missing.isEmpty()
        ? unit.slot(trial.slot())
            .then(slot -> unit.become(state.confirm(trial, slot)))
            .map(Confirmed::new)
        : Outcome.passed(new Waiting(missing));
  }

  private Set<HealthCheck> missing() {
    var missing = EnumSet.allOf(HealthCheck.class);
    missing.removeAll(health.shown());
    switch (reach) {
      case REQUIRED -> {}
      case OFFLINE_ALLOWED ->
          missing.removeAll(EnumSet.of(HealthCheck.BROKER_REACHED, HealthCheck.DIRECTOR_REACHED));
    }
    return missing;
  }
}
