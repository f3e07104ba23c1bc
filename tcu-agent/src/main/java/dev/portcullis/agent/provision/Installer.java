package dev.portcullis.agent.provision;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.config.AgentConfiguration.KeyPlace;
import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes what {@link Installation} verified into the state folder, each file atomically. */
public final class Installer {

  private final FileSystem disk;

  /** Writes to {@code disk}. */
  public Installer(FileSystem disk) {
    this.disk = disk;
  }

  /** Installs; refuses a policy older than the one that is there. */
  public Outcome<Installation, Problem> install(
      Installation fresh, AgentConfiguration configuration) {
    var target = InstalledFiles.in(configuration.state());
    if (Installation.load(disk, target, configuration)
            instanceof Outcome.Passed<Installation, Problem>(var before)
        && continued(before, fresh, target)
            instanceof Outcome.Refused<PolicyChain, Problem>(var problem)) {
      return Outcome.refused(problem);
    }
    try {
      Files.createDirectories(
          target.folder(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      return Outcome.refused(notAFolder(target.folder()));
    } catch (IOException e) {
      return Outcome.refused(
          new Problem(
              target.folder().toString(),
              "cannot be made: " + e.getMessage(),
              "let the agent's user write there, or change `state` in the configuration"));
    }
    for (Path file : target.all()) {
      var content =
          fresh.contents().getOrDefault(String.valueOf(file.getFileName()), Bytes.empty());
      if (AtomicFile.write(disk, file, content)
          instanceof Outcome.Refused<Bytes, DurableRefusal>(var reason)) {
        return Outcome.refused(new Problem(file.toString(), reason.meaning(), reason.next()));
      }
    }
    return Outcome.passed(fresh);
  }

  /**
   * One sequence is one policy: what was revoked or forbidden once does not come back, nor do
   * signers. That they changed is told by policies which the package need not have: they are kept.
   */
  private Outcome<PolicyChain, Problem> continued(
      Installation before, Installation fresh, InstalledFiles target) {
    if (before.policy().json().equals(fresh.policy().json())) {
      return Outcome.passed(before.policies());
    }
    var offered = new UnverifiedPolicy(fresh.policy().json(), fresh.policy().signatures());
    return before
        .policies()
        .then(offered)
        .mapRefusal(why ->
            new Problem(target.policy().toString(), why.explanation(), PolicyAdvice.next(why)))
        .then(next ->
            next.rotations().isEmpty()
                ? Outcome.passed(next)
                : new PolicyUpdate(disk, target).write(next));
  }

  /** Copies a PKCS#12 file and its password to where the configuration wants them. */
  public Outcome<KeyPlace.File, Problem> identity(Path store, Path password, KeyPlace.File place) {
    return copy(password, place.passwordFile())
        .then(_ -> copy(store, place.file()))
        .map(_ -> place);
  }

  private static Outcome<Path, Problem> copy(Path from, Path to) {
    try {
      if (Files.exists(to)) {
        return Files.mismatch(from, to) < 0
            ? Outcome.passed(to)
            : Outcome.refused(
                new Problem(
                    to.toString(),
                    "is there already, with another content",
                    "move it away if this vehicle is to have a new identity"));
      }
      var folder = to.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.createFile(
          to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(to, Files.readAllBytes(from));
      return Outcome.passed(to);
    } catch (IOException e) {
      return Outcome.refused(
          new Problem(
              from.toString(),
              "cannot be copied to " + to + ": " + e,
              "check both paths, and that the agent's user may read and write there"));
    }
  }

  private static Problem notAFolder(Path path) {
    return new Problem(
        path.toString(), "is a file", "name a folder as `state` in the configuration");
  }
}
