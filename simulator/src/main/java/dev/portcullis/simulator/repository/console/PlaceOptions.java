package dev.portcullis.simulator.repository.console;

import dev.portcullis.simulator.repository.Repositories;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the repositories are. */
final class PlaceOptions {

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      required = true,
      description = "The simulated cloud's folder; the repositories lie in its folder ota.")
  private Path folder = Path.of("cloud");

  @Option(
      names = "--offline",
      paramLabel = "FOLDER",
      description = "Where the offline keys are (default: FOLDER/ota/offline).")
  private Optional<Path> offline = Optional.empty();

  Path folder() {
    return folder.toAbsolutePath().normalize();
  }

  Repositories.Place place(InstantSource clock, SecureRandom random) {
    var usual = Repositories.Place.of(folder(), clock, random);
    return new Repositories.Place(
        folder(),
        offline.map(other -> other.toAbsolutePath().normalize()).orElse(usual.offline()),
        clock,
        random);
  }
}
