package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.manifest.ManifestRefusal;
import dev.portcullis.ota.manifest.VehicleManifest;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.repository.FleetCampaign.Misfit;
import dev.portcullis.simulator.repository.FleetCampaign.State;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import dev.portcullis.simulator.repository.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Director: knows every vehicle, and directs each one to images that the Image repository
 * vouches for (Uptane section 5.3.2). Each vehicle has metadata of its own, signed with online keys
 * when it is asked for and something has changed.
 */
public final class Director {

  private final Path folder;
  private final RootRole root;
  private final ImageRepository images;
  private final FleetFiles fleet;
  private final Encryptions encryptions;

  Director(Path folder, RootRole root, ImageRepository images) {
    this.folder = folder;
    this.root = root;
    this.images = images;
    this.fleet = new FleetFiles(folder);
    this.encryptions = new Encryptions(folder.resolve("image-keys"), root.time().random());
  }

  /** The folder of root metadata, which is the same for every vehicle. */
  public Path rootMetadata() {
    return folder.resolve("metadata");
  }

  /** Its root. */
  public RootRole root() {
    return root;
  }

  /** The keys of encrypted images. */
  Encryptions encryptions() {
    return encryptions;
  }

  /** Takes a vehicle into the inventory. */
  public Outcome<FleetVehicle, RepositoryRefusal> add(FleetVehicle vehicle) throws IOException {
    if (fleet.vehicle(vehicle.id()).isPresent()) {
      return Outcome.refused(
          new RepositoryRefusal(
              Code.NAME_TAKEN,
              "there is a vehicle " + vehicle.id() + " already",
              "choose another id; an ECU that was exchanged needs a vehicle of its own here"));
    }
    fleet.write(vehicle);
    return bringUpToDate(vehicle.id()).map(_ -> vehicle);
  }

  /** The inventory. */
  public List<FleetVehicle> vehicles() throws IOException {
    return fleet.allVehicles();
  }

  /** All campaigns, the newest first. */
  public List<FleetCampaign> campaigns() throws IOException {
    return fleet.allCampaigns();
  }

  /** Begins a campaign: directs ECUs to images that are vouched for, by their names. */
  public Outcome<FleetCampaign, RepositoryRefusal> create(
      CampaignId id, CampaignReach reach, Map<EcuId, String> wanted) throws IOException {
    if (fleet.find(id).isPresent()) {
      return Outcome.refused(
          new RepositoryRefusal(
              Code.NAME_TAKEN,
              "there is a campaign " + id + " already",
              "choose another name, or widen it: ./portcullis sim ota campaign widen --help"));
    }
    var found = new LinkedHashMap<EcuId, Target>();
    for (Map.Entry<EcuId, String> each : wanted.entrySet()) {
      switch (target(each.getValue())) {
        case Outcome.Passed<Target, RepositoryRefusal>(var target) -> {
          if (target.form() == Target.Form.ENCRYPTED && encryptions.find(target).isEmpty()) {
            return Outcome.refused(keyMissing(target));
          }
          found.put(each.getKey(), target);
        }
        case Outcome.Refused<Target, RepositoryRefusal>(var why) -> {
          return Outcome.refused(why);
        }
      }
    }
    long serial = 1 + campaigns().stream().mapToLong(FleetCampaign::serial).max().orElse(0);
    var campaign = new FleetCampaign(id, serial, State.RUNNING, reach, found);
    var misfit = misfit(campaign);
    if (misfit.isPresent()) {
      return Outcome.refused(misfit.get());
    }
    fleet.write(campaign);
    return Outcome.passed(campaign);
  }

  private static RepositoryRefusal keyMissing(Target target) {
    return new RepositoryRefusal(
        Code.KEYS_MISSING,
        "the key that " + target.name() + " was encrypted with is not here",
        "bring director/image-keys back, or add the image once more under another name");
  }

  private Outcome<Target, RepositoryRefusal> target(String name) throws IOException {
    return switch (Target.name(name)) {
      case Outcome.Refused<TargetName, RepositoryRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<TargetName, RepositoryRefusal>(var known) ->
          images
              .find(known)
              .<Outcome<Target, RepositoryRefusal>>map(Outcome::passed)
              .orElseGet(() ->
                  Outcome.refused(
                      new RepositoryRefusal(
                          Code.NO_SUCH_TARGET,
                          "nobody vouches for a target " + name,
                          "add it first: ./portcullis sim ota add-target --help")));
    };
  }

  /**
   * Listed vehicles must all exist and be able to open what is encrypted; and one vehicle at least
   * must be able to take the images.
   */
  private Optional<RepositoryRefusal> misfit(FleetCampaign campaign) throws IOException {
    if (campaign.reach() instanceof CampaignReach.Listed(var listed)) {
      for (VehicleId each : listed) {
        if (fleet.vehicle(each).isEmpty()) {
          return Optional.of(noSuchVehicle(each));
        }
      }
    }
    boolean fits = false;
    var keyless = new ArrayList<VehicleId>();
    for (FleetVehicle vehicle : meant(campaign.reach())) {
      switch (campaign.fitting(vehicle)) {
        case Outcome.Passed<Map<EcuId, Target>, Misfit> _ -> fits = true;
        case Outcome.Refused<Map<EcuId, Target>, Misfit>(var why) -> {
          if (why == Misfit.NO_IMAGE_KEY) {
            keyless.add(vehicle.id());
          }
        }
      }
    }
    if (!keyless.isEmpty() && (!fits || campaign.reach() instanceof CampaignReach.Listed)) {
      return Optional.of(
          new RepositoryRefusal(
              Code.NO_IMAGE_KEY,
              "an image is encrypted, and these vehicles have no image key: " + keyless,
              "leave them out; what is encrypted goes to nobody in plain"));
    }
    return fits
        ? Optional.empty()
        : Optional.of(
            new RepositoryRefusal(
                Code.FITS_NO_VEHICLE,
                "no vehicle has " + campaign.images().keySet() + " of the images' hardware",
                "compare both: ./portcullis sim ota vehicle list, and target list"));
  }

  /** Those that a campaign could come to. */
  private List<FleetVehicle> meant(CampaignReach reach) throws IOException {
    return switch (reach) {
      case CampaignReach.Part _ -> vehicles();
      case CampaignReach.Listed(var listed) ->
          vehicles().stream().filter(each -> listed.contains(each.id())).toList();
    };
  }

  private static RepositoryRefusal noSuchVehicle(VehicleId id) {
    return new RepositoryRefusal(
        Code.NO_SUCH_VEHICLE,
        "there is no vehicle " + id,
        "add it first: ./portcullis sim ota vehicle add --help");
  }

  /** Pauses, resumes or cancels a campaign. */
  public Outcome<FleetCampaign, RepositoryRefusal> change(CampaignId id, State state)
      throws IOException {
    var found = fleet.find(id);
    if (found.isEmpty()) {
      return Outcome.refused(noSuchCampaign(id));
    }
    if (found.get().state() == State.CANCELLED && state != State.CANCELLED) {
      return Outcome.refused(
          new RepositoryRefusal(
              Code.NOT_POSSIBLE,
              "campaign " + id + " was cancelled",
              "create another one with the same targets"));
    }
    var changed = found.get().in(state);
    fleet.write(changed);
    return Outcome.passed(changed);
  }

  /** Gives a campaign by percentage a higher one. */
  public Outcome<FleetCampaign, RepositoryRefusal> widen(CampaignId id, CampaignReach.Part part)
      throws IOException {
    var found = fleet.find(id);
    if (found.isEmpty()) {
      return Outcome.refused(noSuchCampaign(id));
    }
    if (!(found.get().reach() instanceof CampaignReach.Part(int before))
        || part.percent() < before) {
      return Outcome.refused(
          new RepositoryRefusal(
              Code.NOT_POSSIBLE,
              "campaign " + id + " can only grow, and only one by percentage can",
              "pause it, or create another one for the vehicles you mean"));
    }
    var widened = found.get().reaching(part);
    fleet.write(widened);
    return Outcome.passed(widened);
  }

  private static RepositoryRefusal noSuchCampaign(CampaignId id) {
    return new RepositoryRefusal(
        Code.NO_SUCH_CAMPAIGN,
        "there is no campaign " + id,
        "see which there are: ./portcullis sim ota campaign status");
  }

  /**
   * The folder of a vehicle's metadata, which says what the vehicle is to have now and lasts for a
   * while; empty where the vehicle is not in the inventory.
   */
  public Outcome<Path, RepositoryRefusal> bringUpToDate(VehicleId id) throws IOException {
    var vehicle = fleet.vehicle(id);
    if (vehicle.isEmpty()) {
      return Outcome.refused(noSuchVehicle(id));
    }
    var publication = new Publication(fleet.metadata(id), root);
    var body = directions(vehicle.get());
    var present = publication.targets(RoleName.TARGETS);
    boolean isSame =
        present.isPresent()
            && present.get().document().signed().member("targets").equals(body.member("targets"))
            && present.get().document().signed().member("custom").equals(body.member("custom"))
            && !publication.isDue(present.get().content(), RoleName.TARGETS);
    var done = isSame ? publication.refreshIfDue() : publish(publication, body);
    return done.map(_ -> fleet.metadata(id));
  }

  private Outcome<Long, RepositoryRefusal> publish(Publication publication, Members body)
      throws IOException {
    return switch (root.signers(RoleName.TARGETS)) {
      case Outcome.Refused<List<SigningKey>, RepositoryRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<List<SigningKey>, RepositoryRefusal>(var keys) ->
          publication.publish(Map.of(RoleName.TARGETS, body), Map.of(RoleName.TARGETS, keys));
    };
  }

  /** What a vehicle is to have, as targets metadata says it. */
  private Members directions(FleetVehicle vehicle) throws IOException {
    var chosen = new LinkedHashMap<EcuId, Target>();
    Optional<CampaignId> newest = Optional.empty();
    for (FleetCampaign campaign : campaigns()) {
      var images = directed(campaign, vehicle);
      for (Map.Entry<EcuId, Target> each : images.entrySet()) {
        chosen.merge(
            each.getKey(),
            each.getValue(),
            (one, other) -> other.releaseCounter() > one.releaseCounter() ? other : one);
      }
      newest = images.isEmpty() || newest.isPresent() ? newest : Optional.of(campaign.id());
    }
    // Whoever is directed to less than it has takes that for a rollback, and rightly.
    var manifest = fleet.manifests(vehicle).newest();
    manifest.ifPresent(newer ->
        chosen
            .entrySet()
            .removeIf(each ->
                Optional.ofNullable(newer.installed().get(each.getKey()))
                    .filter(image -> image.releaseCounter() > each.getValue().releaseCounter())
                    .isPresent()));
    return Directed.body(
        vehicle, chosen.isEmpty() ? Optional.empty() : newest, chosen, opened(vehicle, chosen));
  }

  /** How a vehicle fetches and opens those of {@code images} that are encrypted. */
  private Map<TargetName, Members> opened(FleetVehicle vehicle, Map<EcuId, Target> images)
      throws IOException {
    var told = new Publication(fleet.metadata(vehicle.id()), root).targets(RoleName.TARGETS);
    var opened = new LinkedHashMap<TargetName, Members>();
    for (Target image : images.values()) {
      if (image.form() == Target.Form.ENCRYPTED) {
        var before =
            told.flatMap(each -> each.content().file(image.name()))
                .flatMap(file -> file.custom().member(Encryptions.MEMBER));
        // Nothing encrypted fits a vehicle without the key.
        var key = vehicle.imageKey().orElseThrow();
        opened.put(image.name(), encryptions.forVehicle(image, key, before));
      }
    }
    return opened;
  }

  private Map<EcuId, Target> directed(FleetCampaign campaign, FleetVehicle vehicle) {
    return campaign.state() == State.RUNNING
            && campaign.reach().includes(campaign.id(), vehicle.id())
            && campaign.fitting(vehicle)
                instanceof Outcome.Passed<Map<EcuId, Target>, Misfit>(var images)
        ? images
        : Map.of();
  }

  /** Takes what a vehicle says it has, if it is signed by it and newer than what it said before. */
  public Outcome<VehicleManifest, ManifestRefusal> takeManifest(VehicleId id, Bytes manifest)
      throws IOException {
    var vehicle = fleet.vehicle(id);
    return vehicle.isEmpty()
        ? Outcome.refused(new ManifestRefusal.WrongVehicle(id))
        : fleet.manifests(vehicle.get()).take(manifest);
  }

  /** How far every vehicle is that a campaign is for; empty where there is no such campaign. */
  public Optional<List<VehicleProgress>> progress(CampaignId id) throws IOException {
    var campaign = fleet.find(id);
    if (campaign.isEmpty()) {
      return Optional.empty();
    }
    var progress = new ArrayList<VehicleProgress>();
    for (FleetVehicle vehicle : vehicles()) {
      if (campaign.get().reach().includes(id, vehicle.id())) {
        var manifests = fleet.manifests(vehicle).all();
        progress.add(VehicleProgress.of(campaign.get(), vehicle, manifests));
      }
    }
    return Optional.of(progress);
  }

  /** Signs the next root, and whatever the keys before had signed for every vehicle. */
  public Outcome<Long, RepositoryRefusal> rotate(Set<RoleName> renewed) throws IOException {
    return switch (root.next(renewed)) {
      case Outcome.Refused<Long, RepositoryRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<Long, RepositoryRefusal>(var version) -> {
        Outcome<Long, RepositoryRefusal> all = Outcome.passed(version);
        for (FleetVehicle vehicle : vehicles()) {
          var publication = new Publication(fleet.metadata(vehicle.id()), root);
          var done = publish(publication, directions(vehicle));
          all = all.then(_ -> done.map(_ -> version));
        }
        yield all;
      }
    };
  }
}
