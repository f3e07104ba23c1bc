package dev.portcullis.simulator.repository;

import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.authority.PrivateFiles;
import dev.portcullis.simulator.repository.signing.SignedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The Director's inventory and campaigns on the disk, a file each. */
record FleetFiles(Path folder) {

  private static final String VEHICLE = "vehicle.json";
  private static final String SUFFIX = ".json";

  /** What belongs to a vehicle. */
  Path place(VehicleId vehicle) {
    return vehicles().resolve(vehicle.text());
  }

  /** The metadata for a vehicle. */
  Path metadata(VehicleId vehicle) {
    return place(vehicle).resolve("metadata");
  }

  private Path vehicles() {
    return folder.resolve("vehicles");
  }

  private Path campaign(CampaignId id) {
    return folder.resolve("campaigns").resolve(id.text() + SUFFIX);
  }

  void write(FleetVehicle vehicle) throws IOException {
    PrivateFiles.makeFolder(metadata(vehicle.id()));
    MetadataFiles.write(place(vehicle.id()).resolve(VEHICLE), SignedFile.plain(vehicle.stored()));
  }

  void write(FleetCampaign campaign) throws IOException {
    PrivateFiles.makeFolder(folder.resolve("campaigns"));
    MetadataFiles.write(campaign(campaign.id()), SignedFile.plain(campaign.stored()));
  }

  Optional<FleetVehicle> vehicle(VehicleId id) throws IOException {
    var file = place(id).resolve(VEHICLE);
    var stored = MetadataFiles.read(file);
    return stored.isEmpty()
        ? Optional.empty()
        : Optional.of(FleetVehicle.of(StoredFields.of(file, stored.get())));
  }

  Optional<FleetCampaign> find(CampaignId id) throws IOException {
    var file = campaign(id);
    var stored = MetadataFiles.read(file);
    return stored.isEmpty()
        ? Optional.empty()
        : Optional.of(FleetCampaign.of(StoredFields.of(file, stored.get())));
  }

  /** All, by their ids. */
  List<FleetVehicle> allVehicles() throws IOException {
    var all = new ArrayList<FleetVehicle>();
    for (String name : names(vehicles())) {
      vehicle(new VehicleId(name)).ifPresent(all::add);
    }
    return all;
  }

  /** All, the newest first. */
  List<FleetCampaign> allCampaigns() throws IOException {
    var all = new ArrayList<FleetCampaign>();
    for (String name : names(folder.resolve("campaigns"))) {
      if (name.endsWith(SUFFIX)) {
        find(new CampaignId(name.substring(0, name.length() - SUFFIX.length())))
            .ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparingLong(FleetCampaign::serial).reversed());
    return all;
  }

  /** What a vehicle said it has. */
  ManifestBook manifests(FleetVehicle vehicle) {
    return new ManifestBook(place(vehicle.id()).resolve("manifests"), vehicle);
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
