package dev.portcullis.simulator.repository.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.simulator.repository.Directed;
import dev.portcullis.simulator.repository.FleetVehicle;
import dev.portcullis.simulator.repository.Publication;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.RootRole;
import dev.portcullis.simulator.repository.Target;
import dev.portcullis.simulator.repository.signing.Fields;
import dev.portcullis.simulator.repository.signing.KeyAlgorithm;
import dev.portcullis.simulator.repository.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who took over an online machine of a repository, and signs with the keys that lie there.
 * What comes of it is for a {@link Mirror} to tell; the repositories themselves stay as they are.
 */
public final class Thief {

  private final Repositories repositories;
  private final Path workshop;
  private final SecureRandom random;

  /**
   * A thief of these repositories' online keys.
   *
   * @param workshop a folder to forge in; it exists
   */
  public Thief(Repositories repositories, Path workshop, SecureRandom random) {
    this.repositories = repositories;
    this.workshop = workshop;
    this.random = random;
  }

  /** With the Director's three online keys: directs a vehicle to these images. */
  public Outcome<Lie.Forged, RepositoryRefusal> directs(
      FleetVehicle vehicle, Map<EcuId, Target> images) throws IOException {
    try (var _ = repositories.lock()) {
      var director = repositories.director();
      var genuine = director.bringUpToDate(vehicle.id());
      var keys = director.root().signers(RoleName.TARGETS);
      if (genuine instanceof Outcome.Passed<Path, RepositoryRefusal>(var folder)
          && keys instanceof Outcome.Passed<List<SigningKey>, RepositoryRefusal>(var signers)) {
        return forge(
            folder,
            director.root(),
            new Forging(Directed.body(vehicle, Optional.empty(), images, Map.of()), signers),
            "director/" + vehicle.id().text() + "/metadata/");
      }
      return keys.then(_ -> genuine.map(_ -> new Lie.Forged(Map.of())));
    }
  }

  /**
   * With the Director's targets key and neither of the two others: the same directions, in the
   * place of those that its snapshot names.
   */
  public Outcome<Lie.Forged, RepositoryRefusal> directsWithOneKey(
      FleetVehicle vehicle, Map<EcuId, Target> images) throws IOException {
    return directs(vehicle, images).map(Thief::targetsAlone);
  }

  /** With the Image repository's snapshot and timestamp keys: vouches for this image besides. */
  public Outcome<Lie.Forged, RepositoryRefusal> vouches(Target image) throws IOException {
    try (var _ = repositories.lock()) {
      var images = repositories.images();
      var present =
          new Publication(images.metadata(), images.root())
              .targets(RoleName.TARGETS)
              .map(each -> each.document().signed())
              .orElse(Members.none());
      var listed =
          Fields.child(present, "targets").put(image.name().text(), image.vouched()).members();
      return forge(
          images.metadata(),
          images.root(),
          new Forging(
              new Fields().put("targets", listed).members(),
              List.of(SigningKey.make(KeyAlgorithm.ED25519, random))),
          "images/metadata/");
    }
  }

  /** What is to be signed, and by whom. */
  private record Forging(Members body, List<SigningKey> signers) {}

  private Outcome<Lie.Forged, RepositoryRefusal> forge(
      Path genuine, RootRole root, Forging forging, String under) throws IOException {
    var copy = Files.createTempDirectory(workshop, "forged");
    for (Path each : files(genuine)) {
      Files.copy(each, copy.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    var done =
        new Publication(copy, root)
            .publish(
                Map.of(RoleName.TARGETS, forging.body()),
                Map.of(RoleName.TARGETS, forging.signers()));
    var forged = new LinkedHashMap<String, Bytes>();
    for (Path each : files(copy)) {
      forged.put(under + each.getFileName(), Bytes.of(Files.readAllBytes(each)));
    }
    return done.map(_ -> new Lie.Forged(forged));
  }

  private static Lie.Forged targetsAlone(Lie.Forged all) {
    var files = new LinkedHashMap<String, Bytes>();
    var newest =
        all.files().keySet().stream()
            .filter(path -> path.endsWith(".targets.json"))
            .max((one, other) ->
                one.length() == other.length()
                    ? one.compareTo(other)
                    : Integer.compare(one.length(), other.length()));
    newest.ifPresent(path ->
        all.files().entrySet().stream()
            .filter(each -> each.getKey().endsWith(".targets.json"))
            .forEach(each ->
                files.put(
                    each.getKey(), Optional.ofNullable(all.files().get(path)).orElseThrow())));
    return new Lie.Forged(files);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var list = Files.list(folder)) {
      return list.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
