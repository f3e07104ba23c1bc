package dev.portcullis.agent.update;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.image.ArchiveLimits;
import dev.portcullis.ota.install.Campaign;
import dev.portcullis.ota.install.Unit;
import dev.portcullis.ota.slot.UnitState;
import dev.portcullis.ota.update.AgreedUpdate;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.ota.verify.TrustedTime;

/**
 * Gives a unit its first version, in the factory or the workshop: by the same two repositories and
 * the same verification as every later one, so that there is no second way in.
 */
public final class FactoryInstall {

  private final UpdateSettings settings;
  private final UpdateParts.Sources sources;

  /** For the unit that {@code settings} name. */
  public FactoryInstall(UpdateSettings settings, UpdateParts.Sources sources) {
    this.settings = settings;
    this.sources = sources;
  }

  /**
   * Installs and confirms what the Director directs, which must be every part. A unit that has a
   * version is left as it is.
   *
   * @param time which whoever stands at the unit vouches for
   */
  public Outcome<UnitState, UpdateTrouble> install(TrustedTime time) {
    return sources
        .folder()
        .make(sources.disk())
        .<UpdateTrouble>mapRefusal(why -> disk(sources.folder().path().toString(), why))
        .then(_ ->
            Unit.in(sources.disk(), settings.unit(), ArchiveLimits.STANDARD)
                .mapRefusal(UpdateTrouble.NotInstalled::new))
        .then(unit -> install(unit, UpdateParts.repositories(settings, sources), time));
  }

  private Outcome<UnitState, UpdateTrouble> install(
      Unit unit, UpdateCycle.Repositories repositories, TrustedTime time) {
    return repositories
        .metadata()
        .check(settings.vehicle(new VehicleId(sources.vehicle()), _ -> 0), time)
        .<UpdateTrouble>mapRefusal(UpdateTrouble.NotFetched::new)
        .then(agreed ->
            repositories
                .fetch(agreed.images(), agreed)
                .then(images ->
                    install(unit, repositories, agreed)
                        .map(state -> {
                          repositories.discard(images);
                          return state;
                        })));
  }

  private Outcome<UnitState, UpdateTrouble> install(
      Unit unit, UpdateCycle.Repositories repositories, AgreedUpdate agreed) {
    return Campaign.of(
            UpdateCycle.campaign(agreed),
            agreed.images(),
            UpdateSettings.ecus(),
            settings.architecture())
        .then(campaign -> repositories.into(unit).provision(campaign))
        .mapRefusal(UpdateTrouble.NotInstalled::new);
  }

  private static UpdateTrouble disk(String what, DurableRefusal why) {
    return new UpdateTrouble.NotFetched(new UpdateRefusal.DiskFailed(what, why));
  }
}
