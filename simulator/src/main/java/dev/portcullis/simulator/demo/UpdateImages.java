package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.Packed;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.simulator.image.ImagePacker;
import dev.portcullis.simulator.image.PackProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The images that the demo's OEM releases: of the agent as it was built, and of its package. */
final class UpdateImages {

  private static final String RELEASE = "release";
  private static final String START_OPTIONS = "start.options";

  private final Path agent;
  private final Path provision;
  private final Path work;

  /**
   * Images in {@code work}, which exists.
   *
   * @param home where Portcullis lies, with its built agent
   * @param provision the package that the agent was provisioned from
   */
  UpdateImages(Path home, Path provision, Path work) {
    this.agent = home.resolve("tcu-agent").resolve("target").resolve("agent");
    this.provision = provision;
    this.work = work;
  }

  /** The Java runtime that the agent needs, out of the JDK that runs this. */
  Path runtime() throws IOException, InterruptedException {
    var file = file(PartKind.RUNTIME, 1);
    packed(ImagePacker.packRuntime(Path.of(System.getProperty("java.home")), work, file));
    return file;
  }

  /** The agent, in a release of its own. */
  Path application(int release) throws IOException {
    return packed(
        PartKind.APPLICATION,
        agent,
        Map.of(RELEASE, Bytes.utf8(release + "\n")),
        file(PartKind.APPLICATION, release));
  }

  /** An agent that ends at once: its options name a main class that is not there. */
  Path brokenApplication(int release) throws IOException {
    return packed(
        PartKind.APPLICATION,
        agent,
        Map.of(START_OPTIONS, Bytes.utf8("-p .\n-m dev.portcullis.agent/dev.portcullis.Nothing\n")),
        file(PartKind.APPLICATION, release));
  }

  /** A policy in a folder with its signatures. */
  Path policy(Path folder, int release) throws IOException {
    return of(PartKind.POLICY, folder, release, "policy.json", "policy.signatures");
  }

  /** The car's two files as the agent was provisioned with them. */
  Path description() throws IOException {
    return of(PartKind.DESCRIPTION, provision, 1, "car.dbc", "commands.toml", "car.signatures");
  }

  /** No settings of their own yet: a note. */
  Path detectors() throws IOException {
    var folder = Files.createDirectories(work.resolve("detectors"));
    Files.writeString(folder.resolve("README"), "The settings are those of the build.\n");
    return packed(PartKind.DETECTORS, folder, Map.of(), file(PartKind.DETECTORS, 1));
  }

  private Path of(PartKind kind, Path from, int release, String... names) throws IOException {
    var folder = Files.createDirectories(work.resolve(kind.word() + "-" + release));
    for (String name : names) {
      Files.copy(from.resolve(name), folder.resolve(name));
    }
    return packed(kind, folder, Map.of(), file(kind, release));
  }

  private Path file(PartKind kind, int release) {
    return work.resolve(kind.word() + "-" + release + ".tar");
  }

  private static Path packed(PartKind kind, Path from, Map<String, Bytes> more, Path file)
      throws IOException {
    packed(ImagePacker.pack(kind, from, more, file));
    return file;
  }

  private static void packed(Outcome<Packed, PackProblem> outcome) throws IOException {
    if (outcome instanceof Outcome.Refused<Packed, PackProblem>(var why)) {
      throw new IOException("an image could not be made: " + why.sentence());
    }
  }
}
