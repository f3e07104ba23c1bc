package dev.portcullis.can.secoc.kept;

import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.SecOcKey;
import dev.portcullis.can.secoc.SecOcKeys;
import dev.portcullis.can.secoc.SecOcParts;
import dev.portcullis.can.secoc.SlotKeys;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.HeldLock;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.keys.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The folder with everything that SecOC must not lose, {@code secoc} in the state folder:
 *
 * <pre>
 * slot-4.key          the key of slot 4
 * slot-4.next.key     the one that is accepted too, during a rotation
 * sent.freshness      up to where freshness was used
 * received.freshness  up to where it was accepted
 * lock                held by the process that uses the folder
 * </pre>
 */
public final class SecOcFolder {

  private final FileSystem disk;
  private final Path folder;

  /** Reads and writes nothing yet. */
  public SecOcFolder(FileSystem disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** What was opened, for this process alone until it is closed. Safe for concurrent use. */
  public static final class Opened implements AutoCloseable {

    private final SecOcFolder folder;
    private final ExecutorService ahead = ahead();
    private Optional<HeldLock> lock = Optional.empty();
    private Optional<Stores> stores = Optional.empty();
    private SecOcParts parts = SecOcParts.none();

    private Opened(SecOcFolder folder) {
      this.folder = folder;
    }

    /** Keys and freshness of the last slots that were asked for; of no use once this is closed. */
    public synchronized SecOcParts parts() {
      return parts;
    }

    /**
     * The keys of {@code slots}, as they are now, over the same freshness: for another description
     * of the car. After a refusal {@link #parts} is what it was.
     */
    public synchronized Outcome<SecOcParts, SecOcFault> reopen(Set<KeySlot> slots) {
      if (slots.isEmpty()) {
        parts = SecOcParts.none();
        return Outcome.passed(parts);
      }
      return keys(folder.folder, slots).then(keys -> stores().map(kept -> keep(keys, kept)));
    }

    private SecOcParts keep(SecOcKeys keys, Stores kept) {
      stores = Optional.of(kept);
      parts = new SecOcParts(keys, kept.sent(), kept.received());
      return parts;
    }

    private Outcome<Stores, SecOcFault> stores() {
      if (stores.isPresent()) {
        return Outcome.passed(stores.get());
      }
      try {
        if (lock.isEmpty()) {
          lock = Optional.of(folder.disk.lock(folder.folder.resolve("lock")));
        }
        return folder.stores(ahead);
      } catch (StorageFault fault) {
        return Outcome.refused(said(folder.folder, fault.refusal()));
      }
    }

    /** Lets go of the folder. */
    @Override
    public synchronized void close() {
      ahead.close();
      lock.ifPresent(HeldLock::close);
    }
  }

  private record Stores(DurableFreshness sent, DurableFreshness received) {}

  /** Opens keys and freshness for the messages of {@code slots}. */
  public Outcome<Opened, SecOcFault> open(Set<KeySlot> slots) {
    var opened = new Opened(this);
    var parts = opened.reopen(slots);
    if (parts instanceof Refused<SecOcParts, SecOcFault>) {
      opened.close();
    }
    return parts.map(_ -> opened);
  }

  private static ExecutorService ahead() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().name("can-freshness").daemon().factory());
  }

  /** Whether {@link #open} would find everything, without keeping others out. */
  public Outcome<SecOcParts, SecOcFault> check(Set<KeySlot> slots) {
    return slots.isEmpty() ? Outcome.passed(SecOcParts.none()) : parts(slots, Runnable::run);
  }

  private Outcome<SecOcParts, SecOcFault> parts(Set<KeySlot> slots, Executor ahead) {
    return keys(folder, slots)
        .then(
            keys -> stores(ahead).map(kept -> new SecOcParts(keys, kept.sent(), kept.received())));
  }

  private Outcome<Stores, SecOcFault> stores(Executor ahead) {
    return DurableFreshness.open(disk, sent(), ahead)
        .then(sent ->
            DurableFreshness.open(disk, received(), ahead)
                .map(received -> new Stores(sent, received)));
  }

  /** The keys of {@code slots} in {@code folder}, as they are now; every slot must have one. */
  public static Outcome<SecOcKeys, SecOcFault> keys(Path folder, Set<KeySlot> slots) {
    Map<KeySlot, SlotKeys> found = new HashMap<>();
    for (KeySlot slot : slots) {
      switch (slotKeys(folder, slot)) {
        case Refused<SlotKeys, SecOcFault>(var fault) -> {
          return Outcome.refused(fault);
        }
        case Passed<SlotKeys, SecOcFault>(var keys) -> found.put(slot, keys);
      }
    }
    return Outcome.passed(slot -> Optional.ofNullable(found.get(slot)));
  }

  private static Outcome<SlotKeys, SecOcFault> slotKeys(Path folder, KeySlot slot) {
    var current = KeyFile.read(KeyFile.current(folder, slot));
    var next = KeyFile.next(folder, slot);
    return Files.exists(next)
        ? current.then(key -> KeyFile.read(next).map(other -> rotating(key, other)))
        : current.map(SlotKeys::only);
  }

  private static SlotKeys rotating(SecOcKey current, SecOcKey next) {
    return new SlotKeys(current, Optional.of(next));
  }

  /**
   * Begins with the keys that lie in {@code from}, unless they are here already. Freshness begins
   * at nothing with the first keys a unit gets, and never again: keys that are here without their
   * freshness were used nobody knows how far.
   */
  public Outcome<SecOcFolder, SecOcFault> install(Path from, Set<KeySlot> slots) {
    if (slots.isEmpty()) {
      return Outcome.passed(this);
    }
    return makeFolder()
        .then(_ -> hasKeys() ? Outcome.passed(this) : beginFreshness())
        .then(_ -> installKeys(from, slots));
  }

  private boolean hasKeys() {
    for (int number = 0; number <= KeySlot.GREATEST; number++) {
      if (Files.exists(KeyFile.current(folder, new KeySlot(number)))) {
        return true;
      }
    }
    return false;
  }

  /** Before the keys, so that a power cut in between leaves nothing that was ever used. */
  private Outcome<SecOcFolder, SecOcFault> beginFreshness() {
    for (Path file : Set.of(sent(), received())) {
      if (!Files.exists(file)
          && DurableFreshness.begin(disk, file) instanceof Refused<?, SecOcFault>(var fault)) {
        return Outcome.refused(fault);
      }
    }
    return Outcome.passed(this);
  }

  private Outcome<SecOcFolder, SecOcFault> installKeys(Path from, Set<KeySlot> slots) {
    for (KeySlot slot : slots) {
      if (install(KeyFile.current(from, slot), KeyFile.current(folder, slot))
          instanceof Refused<Path, SecOcFault>(var fault)) {
        return Outcome.refused(fault);
      }
    }
    return Outcome.passed(this);
  }

  private static Outcome<Path, SecOcFault> install(Path from, Path to) {
    if (!Files.exists(to)) {
      return KeyFile.read(from)
          .then(_ -> KeyFile.secret(from))
          .then(secret -> SecretFile.write(to, secret).mapRefusal(KeyFile::said));
    }
    if (!Files.exists(from)) {
      return Outcome.passed(to);
    }
    return KeyFile.secret(from)
        .then(offered -> KeyFile.secret(to).then(here -> unchanged(offered, here, to)));
  }

  private static Outcome<Path, SecOcFault> unchanged(
      SecretBytes offered, SecretBytes here, Path to) {
    return offered.equals(here)
        ? Outcome.passed(to)
        : Outcome.refused(
            new SecOcFault(
                to.toString(),
                "is there already, with another key",
                "rotate the key in its steps: docs/secoc.md, \"Keys\""));
  }

  private Outcome<SecOcFolder, SecOcFault> makeFolder() {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return Outcome.passed(this);
    } catch (IOException e) {
      return Outcome.refused(
          new SecOcFault(
              folder.toString(),
              "cannot be made: " + e.getMessage(),
              "let the user that runs this write there"));
    }
  }

  private Path sent() {
    return folder.resolve("sent.freshness");
  }

  private Path received() {
    return folder.resolve("received.freshness");
  }

  private static SecOcFault said(Path where, DurableRefusal why) {
    return new SecOcFault(where.toString(), why.meaning(), why.next());
  }
}
