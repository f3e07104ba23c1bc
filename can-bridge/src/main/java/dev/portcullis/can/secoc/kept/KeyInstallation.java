package dev.portcullis.can.secoc.kept;

import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Refused;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.keys.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Brings keys into the folder of a unit, which may use others of that folder meanwhile: no file
 * that is there is touched.
 */
final class KeyInstallation {

  private final FileSystem disk;
  private final Path folder;
  private final List<Path> freshness;

  /**
   * Into {@code folder}.
   *
   * @param freshness the stores that begin with the first keys
   */
  KeyInstallation(FileSystem disk, Path folder, List<Path> freshness) {
    this.disk = disk;
    this.folder = folder;
    this.freshness = List.copyOf(freshness);
  }

  /** Durable on return; after a power cut any slot has its key or none. */
  Outcome<List<KeySlot>, SecOcFault> install(Path from, Set<KeySlot> needed) {
    var slots =
        slots().stream()
            .filter(slot -> needed.contains(slot) || Files.exists(KeyFile.of(from, slot)))
            .toList();
    return slots.isEmpty() ? Outcome.passed(slots) : makeFolder().then(_ -> alone(from, slots));
  }

  private static List<KeySlot> slots() {
    return IntStream.rangeClosed(0, KeySlot.GREATEST).mapToObj(KeySlot::new).toList();
  }

  /** A second one at the same time might give a slot another key. */
  private Outcome<List<KeySlot>, SecOcFault> alone(Path from, List<KeySlot> slots) {
    try (var _ = disk.lock(folder.resolve("provision.lock"))) {
      var begun = hasKeys() ? Outcome.<Path, SecOcFault>passed(folder) : beginFreshness();
      return begun.then(_ -> takeAll(from, slots));
    } catch (StorageFault fault) {
      return Outcome.refused(SecOcFault.of(folder, fault.refusal()));
    }
  }

  private boolean hasKeys() {
    return slots().stream().anyMatch(slot -> Files.exists(KeyFile.of(folder, slot)));
  }

  /** Before the keys, so that a power cut in between leaves nothing that was ever used. */
  private Outcome<Path, SecOcFault> beginFreshness() {
    for (Path file : freshness) {
      if (!Files.exists(file)
          && DurableFreshness.begin(disk, file) instanceof Refused<?, SecOcFault>(var fault)) {
        return Outcome.refused(fault);
      }
    }
    return Outcome.passed(folder);
  }

  private Outcome<List<KeySlot>, SecOcFault> takeAll(Path from, List<KeySlot> slots) {
    for (KeySlot slot : slots) {
      if (take(KeyFile.of(from, slot), KeyFile.of(folder, slot))
          instanceof Refused<Path, SecOcFault>(var fault)) {
        return Outcome.refused(fault);
      }
    }
    try {
      // One that was here already may be of a process that died before its name was durable.
      disk.forceFolder(folder);
      return Outcome.passed(slots);
    } catch (StorageFault fault) {
      return Outcome.refused(SecOcFault.of(folder, fault.refusal()));
    }
  }

  private Outcome<Path, SecOcFault> take(Path from, Path to) {
    if (!Files.exists(to)) {
      return KeyFile.read(from).then(_ -> KeyFile.secret(from)).then(secret -> write(to, secret));
    }
    if (!Files.exists(from)) {
      return Outcome.passed(to);
    }
    return KeyFile.secret(from)
        .then(offered -> KeyFile.secret(to).then(here -> unchanged(offered, here, to)));
  }

  private Outcome<Path, SecOcFault> write(Path to, SecretBytes secret) {
    try (secret) {
      return SecretFile.write(disk, to, secret).mapRefusal(KeyFile::said);
    }
  }

  private static Outcome<Path, SecOcFault> unchanged(
      SecretBytes offered, SecretBytes here, Path to) {
    try (offered;
        here) {
      return offered.equals(here)
          ? Outcome.passed(to)
          : Outcome.refused(
              new SecOcFault(
                  to.toString(),
                  "is there already, with another key",
                  "give the new key a slot that has none: docs/secoc.md, \"Keys\""));
    }
  }

  private Outcome<Path, SecOcFault> makeFolder() {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      var parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        disk.forceFolder(parent);
      }
      return Outcome.passed(folder);
    } catch (StorageFault fault) {
      return Outcome.refused(SecOcFault.of(folder, fault.refusal()));
    } catch (IOException e) {
      return Outcome.refused(
          new SecOcFault(
              folder.toString(),
              "cannot be made: " + e.getMessage(),
              "let the user that runs this write there"));
    }
  }
}
