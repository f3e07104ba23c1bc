package dev.portcullis.agent.update;

import dev.portcullis.agent.fresh.TimeReading;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.install.RunningTrial;
import dev.portcullis.ota.install.Unit;
import dev.portcullis.ota.manifest.LatestTime;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.slot.UnitState;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the Director what this unit is, and the health check that it could. */
final class Teller {

  private final Unit unit;
  private final UpdateParts parts;
  private final Supplier<TimeReading> time;
  private final UpdateListener listener;

  Teller(Unit unit, UpdateParts parts, Supplier<TimeReading> time, UpdateListener listener) {
    this.unit = unit;
    this.parts = parts;
    this.time = time;
    this.listener = listener;
  }

  private record Told(UnitState state, Slot slot) {}

  /** Once, with the version of {@code trial} as what runs, or else the confirmed one. */
  void tell(Optional<RunningTrial> trial) {
    var told =
        unit.state()
            .then(state ->
                unit.slot(trial.map(running -> running.trial().slot()).orElseGet(state::confirmed))
                    .map(slot -> new Told(state, slot)));
    switch (told) {
      case Outcome.Refused<Told, InstallRefusal>(var why) ->
          listener.trouble(new UpdateTrouble.NotInstalled(why));
      case Outcome.Passed<Told, InstallRefusal>(var now) -> tell(now);
    }
  }

  private void tell(Told told) {
    switch (parts.manifests().tell(told.slot(), latestTime(), told.state().last())) {
      case Outcome.Passed<?, Manifests.Untold> _ ->
          parts.health().show(HealthCheck.MANIFEST_SIGNED);
      case Outcome.Refused<?, Manifests.Untold>(Manifests.Untold.NotCounted(var why)) ->
          listener.untold(why + ": " + why.meaning() + "; next: " + why.next());
      case Outcome.Refused<?, Manifests.Untold>(Manifests.Untold.NotHanded(var why)) -> {
        parts.health().show(HealthCheck.MANIFEST_SIGNED);
        listener.untold(UpdateWords.of(why));
      }
    }
  }

  private LatestTime latestTime() {
    return switch (time.get()) {
      case TimeReading.Floor(var floor) -> new LatestTime(floor, LatestTime.Standing.FLOOR);
      case TimeReading.Trusted(var now) -> new LatestTime(now, LatestTime.Standing.TRUSTED);
    };
  }
}
