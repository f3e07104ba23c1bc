package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.authority.Authority;
import dev.portcullis.simulator.repository.FleetVehicle;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.server.VehicleKeys;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./portcullis sim ota vehicle add}. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes a vehicle into the Director's inventory: its ECUs and their hardware, the Primary"
          + " first. To Uptane each of a unit's five parts is an ECU.",
      "Makes its TLS identity, the key its manifests are signed with and the one that images are"
          + " encrypted to, and copies both repositories' roots beside them."
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis sim ota vehicle add --folder cloud car-1 \\",
      "      --ecu car-1-application=tcu --ecu car-1-runtime=x86_64 --ecu car-1-policy=policy \\",
      "      --ecu car-1-description=description --ecu car-1-detectors=detectors"
    })
final class VehicleAddCommand extends OtaTask {

  @Parameters(
      paramLabel = "VEHICLE",
      description = "The name in its certificate: lower-case letters, digits, hyphens.")
  private String vehicle = "";

  @Option(
      names = "--ecu",
      paramLabel = "ECU=MODEL",
      required = true,
      description = "An ECU and its hardware id; repeatable.")
  private Map<String, String> ecus = new LinkedHashMap<>();

  @Option(
      names = "--without-image-key",
      description = "An older unit: encrypted images are nothing it can open.")
  private boolean keyless;

  VehicleAddCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories)
      throws IOException, GeneralSecurityException {
    var known = new LinkedHashMap<EcuId, HardwareId>();
    for (Map.Entry<String, String> each : ecus.entrySet()) {
      switch (FleetVehicle.ecu(each.getKey())) {
        case Outcome.Passed<EcuId, RepositoryRefusal>(var ecu) ->
            known.put(ecu, new HardwareId(each.getValue()));
        case Outcome.Refused<EcuId, RepositoryRefusal>(var why) -> {
          return Outcome.refused(why);
        }
      }
    }
    return switch (FleetVehicle.id(vehicle)) {
      case Outcome.Refused<VehicleId, RepositoryRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<VehicleId, RepositoryRefusal>(var id) -> add(repositories, id, known);
    };
  }

  private Outcome<Said, RepositoryRefusal> add(
      Repositories repositories, VehicleId id, Map<EcuId, HardwareId> known)
      throws IOException, GeneralSecurityException {
    var files = VehicleKeys.of(Authority.open(place().folder(), clock(), random()), id);
    var imageKey = keyless ? Optional.<PublicKey>empty() : VehicleKeys.imageKey(files);
    var added =
        repositories
            .director()
            .add(new FleetVehicle(id, known, VehicleKeys.primaryKey(files), imageKey));
    if (added instanceof Outcome.Refused<FleetVehicle, RepositoryRefusal>(var why)) {
      return Outcome.refused(why);
    }
    var images = files.store().resolveSibling("images-root.json");
    var director = files.store().resolveSibling("director-root.json");
    write(images, repositories.images().root().bytes());
    write(director, repositories.director().root().bytes());
    return Outcome.passed(
        new Said(
            List.of(
                " ✓ vehicle  "
                    + id
                    + ", "
                    + known.size()
                    + " ECUs, "
                    + (imageKey.isPresent() ? "takes" : "can open no")
                    + " encrypted images",
                " ✓ keys     " + files.store(),
                " ✓ roots    " + images,
                "            " + director),
            new Fields()
                .text("vehicle", id.text())
                .text("keys", files.store().toString())
                .text("imagesRoot", images.toString())
                .text("directorRoot", director.toString())
                .members()));
  }

  private static void write(Path file, Bytes content) throws IOException {
    Files.write(file, content.toArray());
  }
}
