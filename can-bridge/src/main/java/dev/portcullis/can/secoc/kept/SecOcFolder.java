package dev.portcullis.can.secoc.kept;

import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.SecOcKey;
import dev.portcullis.can.secoc.SecOcKeys;
import dev.portcullis.can.secoc.SecOcParts;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.HeldLock;
import dev.portcullis.crypto.durable.StorageFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
 * sent.freshness      up to where freshness was used
 * received.freshness  up to where it was accepted
 * lock                held by the process that uses the folder
 * provision.lock      held by one that brings keys
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
        return Outcome.refused(SecOcFault.of(folder.folder, fault.refusal()));
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
    Map<KeySlot, SecOcKey> found = new HashMap<>();
    for (KeySlot slot : slots) {
      switch (key(folder, slot)) {
        case Refused<SecOcKey, SecOcFault>(var fault) -> {
          return Outcome.refused(fault);
        }
        case Passed<SecOcKey, SecOcFault>(var key) -> found.put(slot, key);
      }
    }
    return Outcome.passed(slot -> Optional.ofNullable(found.get(slot)));
  }

  private static Outcome<SecOcKey, SecOcFault> key(Path folder, KeySlot slot) {
    var second = KeyFile.second(folder, slot);
    // Whoever put it there counts on frames under that key, which would not be believed.
    return Files.exists(second)
        ? Outcome.refused(
            new SecOcFault(
                second.toString(),
                "is not used: a slot has one key",
                "install it for a slot of its own and remove it: docs/secoc.md, \"Keys\""))
        : KeyFile.read(KeyFile.of(folder, slot));
  }

  /**
   * Takes every key that lies in {@code from}, and passes with the slots that have their key here
   * now; may be done while the folder is in use. A slot that has another key already is refused,
   * and one of {@code needed} whose key is neither here nor there. Freshness begins at nothing with
   * the first keys a unit gets, and never again: keys that are here without their freshness were
   * used nobody knows how far.
   */
  public Outcome<List<KeySlot>, SecOcFault> install(Path from, Set<KeySlot> needed) {
    return new KeyInstallation(disk, folder, List.of(sent(), received())).install(from, needed);
  }

  private Path sent() {
    return folder.resolve("sent.freshness");
  }

  private Path received() {
    return folder.resolve("received.freshness");
  }
}
