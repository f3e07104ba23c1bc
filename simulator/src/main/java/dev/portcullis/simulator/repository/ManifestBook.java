package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.ota.manifest.KnownVehicle;
import dev.portcullis.ota.manifest.ManifestRefusal;
import dev.portcullis.ota.manifest.ReceivedManifest;
import dev.portcullis.ota.manifest.VehicleManifest;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.simulator.authority.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The manifests of one vehicle that were verified, as they came, each under its counter. The last
 * ones are kept: each names only the attacks that were detected since the one before.
 *
 * @param folder need not exist before the first one
 */
record ManifestBook(Path folder, FleetVehicle vehicle) {

  private static final int KEPT = 32;
  private static final Pattern NAME = Pattern.compile("([0-9]{1,19})\\.json");

  /** Takes a manifest, if it is this vehicle's and newer than any before. */
  Outcome<VehicleManifest, ManifestRefusal> take(Bytes manifest) throws IOException {
    var counters = counters();
    var taken = verify(manifest, counters.isEmpty() ? 0 : counters.getLast());
    if (taken instanceof Outcome.Passed<VehicleManifest, ManifestRefusal>(var verified)) {
      PrivateFiles.makeFolder(folder);
      MetadataFiles.write(file(verified.counter()), manifest);
      for (long old : counters.subList(0, Math.max(0, counters.size() + 1 - KEPT))) {
        Files.deleteIfExists(file(old));
      }
    }
    return taken;
  }

  /** Those that are kept, the newest first. */
  List<VehicleManifest> all() throws IOException {
    var all = new ArrayList<VehicleManifest>();
    for (long counter : counters().reversed()) {
      var stored = MetadataFiles.read(file(counter));
      if (stored.isPresent()
          && verify(stored.get(), 0)
              instanceof Outcome.Passed<VehicleManifest, ManifestRefusal>(var verified)) {
        all.add(verified);
      }
    }
    return all;
  }

  /** What the vehicle said last. */
  Optional<VehicleManifest> newest() throws IOException {
    return all().stream().findFirst();
  }

  private Outcome<VehicleManifest, ManifestRefusal> verify(Bytes manifest, long last)
      throws IOException {
    var keys = new HashMap<EcuId, PublicKey>();
    var unitKey = key();
    vehicle.ecus().keySet().forEach(ecu -> keys.put(ecu, unitKey));
    var known = new KnownVehicle(vehicle.id(), vehicle.primary(), keys, last);
    return ReceivedManifest.read(manifest).then(received -> received.verify(known));
  }

  /** One unit has one key for all of its parts. */
  private PublicKey key() throws IOException {
    return VerificationKey.parse(vehicle.primaryKey())
        .map(VerificationKey::cose)
        .orFault()
        .orElseThrow(() -> new IOException(vehicle.id() + " has a key that signs no manifest"));
  }

  private List<Long> counters() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(matcher -> matcher.matches())
          .map(matcher -> Long.parseLong(matcher.group(1)))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private Path file(long counter) {
    return folder.resolve(counter + ".json");
  }
}
