package dev.portcullis.agent.update;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.encrypted.ImageKey;
import dev.portcullis.ota.install.Activation;
import dev.portcullis.ota.install.Campaign;
import dev.portcullis.ota.install.Install;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.install.Preconditions;
import dev.portcullis.ota.install.Removal;
import dev.portcullis.ota.install.Unit;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.slot.UnitState;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.update.AgreedUpdate;
import dev.portcullis.ota.update.ImageDownload;
import dev.portcullis.ota.update.VehicleUpdate;
import dev.portcullis.ota.uptane.AgreedImage;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.ota.verify.TrustedTime;
import java.util.List;
import java.util.Optional;

/**
 * Asks both repositories once and does what they agree on, up to where a new version is in force or
 * waits for the restart (Uptane section 5.4.2). Nothing is remembered between two turns: what was
 * fetched and unpacked is found on the disk again. Used by one thread.
 */
final class UpdateCycle {

  private final Unit unit;
  private final UpdateSettings settings;
  private final VehicleId vehicle;
  private final Repositories repositories;
  private final Preconditions preconditions;
  private final Activation activation;

  /**
   * Where images come from, and where they lie once they were fetched.
   *
   * @param imageKey opens those that come encrypted
   */
  record Repositories(
      VehicleUpdate metadata, ImageDownload images, TargetFolder staging, ImageKey imageKey) {

    /** Fetches {@code wanted} of what was agreed on; all of it, or the first that failed. */
    Outcome<List<AgreedImage>, UpdateTrouble> fetch(List<AgreedImage> wanted, AgreedUpdate agreed) {
      Outcome<List<AgreedImage>, UpdateTrouble> all = Outcome.passed(wanted);
      for (AgreedImage image : wanted) {
        var direction = image.direction();
        all =
            all.then(list ->
                images
                    .fetch(direction.fetchedName(), direction.fetchedFile(), agreed.naming())
                    .<UpdateTrouble>mapRefusal(UpdateTrouble.NotFetched::new)
                    .map(_ -> list));
      }
      return all;
    }

    /** Unpacks what was fetched. */
    Install into(Unit unit) {
      return new Install(unit, staging::path, imageKey);
    }

    /** Unpacked images need no archive; one that stays is replaced some time. */
    void discard(List<AgreedImage> unpacked) {
      unpacked.forEach(image -> staging.discard(image.direction().fetchedName()));
    }
  }

  UpdateCycle(
      Unit unit,
      UpdateSettings settings,
      VehicleId vehicle,
      Repositories repositories,
      Preconditions preconditions,
      Activation activation) {
    this.unit = unit;
    this.settings = settings;
    this.vehicle = vehicle;
    this.repositories = repositories;
    this.preconditions = preconditions;
    this.activation = activation;
  }

  /** How a turn ended well. */
  sealed interface Turn {

    /** What the repositories agree on is what runs. */
    record UpToDate() implements Turn {}

    /** The version of this campaign is on trial, here or after a restart. */
    record Activated(CampaignId campaign, Activation.Activated how) implements Turn {}
  }

  /** Whether both repositories answer and what they say holds; nothing is changed. */
  Outcome<AgreedUpdate, UpdateTrouble> look(TrustedTime time) {
    return unit.state().mapRefusal(UpdateCycle::notInstalled).then(state -> agreed(state, time));
  }

  /** One turn, at {@code time}, which must be trusted: what expired must not be taken for fresh. */
  Outcome<Turn, UpdateTrouble> turn(TrustedTime time) {
    return unit.state()
        .then(state -> unit.slot(state.confirmed()).map(slot -> new Present(state, slot)))
        .mapRefusal(UpdateCycle::notInstalled)
        .then(present -> agreed(present.state(), time).then(agreed -> goOn(present, agreed)));
  }

  /** What the unit consists of. */
  private record Present(UnitState state, Slot confirmed) {}

  private Outcome<AgreedUpdate, UpdateTrouble> agreed(UnitState state, TrustedTime time) {
    return repositories
        .metadata()
        // The floors count as what each ECU has: nothing older is even fetched.
        .check(settings.vehicle(vehicle, state::floor), time)
        .mapRefusal(UpdateTrouble.NotFetched::new);
  }

  private Outcome<Turn, UpdateTrouble> goOn(Present present, AgreedUpdate agreed) {
    var news = agreed.images().stream().filter(image -> isNew(image, present.confirmed())).toList();
    if (news.isEmpty()) {
      return Outcome.passed(new Turn.UpToDate());
    }
    var campaign = campaign(agreed);
    var before = present.state().last().filter(last -> isSpent(last, campaign));
    return before.isPresent()
        ? Outcome.refused(new UpdateTrouble.TriedBefore(campaign, before.get().end()))
        : repositories.fetch(news, agreed).then(images -> install(campaign, images));
  }

  /** By the name the Director gives it, or by the version of what it directs. */
  static CampaignId campaign(AgreedUpdate agreed) {
    return agreed
        .campaign()
        .flatMap(CampaignId::of)
        .orElseGet(() -> new CampaignId("director-" + agreed.version()));
  }

  /** A version that did not hold would be started and left again for ever. */
  private static boolean isSpent(EndedTrial last, CampaignId campaign) {
    return last.campaign().equals(campaign)
        && switch (last.end()) {
          case CONFIRMED, CONFIRMED_DAMAGED, ABANDONED -> false;
          case ATTEMPTS_USED, SLOT_DAMAGED, COUNT_UNREADABLE, COUNT_NOT_WRITTEN, LIVE_REFUSED ->
              true;
        };
  }

  private static boolean isNew(AgreedImage image, Slot confirmed) {
    var kind = Optional.ofNullable(UpdateSettings.ecus().get(image.direction().ecu()));
    return kind.map(confirmed::part)
        .map(part -> !image.direction().file().hashes().includes(part.image().image()))
        .orElse(true);
  }

  private Outcome<Turn, UpdateTrouble> install(CampaignId campaign, List<AgreedImage> images) {
    return new Removal(unit)
        .remove(Optional.empty())
        .then(_ -> Campaign.of(campaign, images, UpdateSettings.ecus(), settings.architecture()))
        .then(wanted -> repositories.into(unit).install(wanted, preconditions))
        .then(activation::activate)
        .<UpdateTrouble>mapRefusal(UpdateCycle::notInstalled)
        .map(how -> {
          repositories.discard(images);
          return new Turn.Activated(campaign, how);
        });
  }

  private static UpdateTrouble notInstalled(InstallRefusal why) {
    return new UpdateTrouble.NotInstalled(why);
  }
}
