package dev.portcullis.ota.install;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.image.ArchiveLimits;
import dev.portcullis.ota.image.ImageStore;
import dev.portcullis.ota.slot.Part;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.SlotReference;
import dev.portcullis.ota.slot.TextFault;
import dev.portcullis.ota.slot.UnitState;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The folder of a unit: its images, its two slots, its state. Nothing is remembered: whoever asks
 * reads the disk, for after a fault nobody else knows what is there. Used by one thread.
 */
public final class Unit {

  private static final String STATE = "state";
  private static final String COPY = "state.copy";
  private static final String SLOTS = "slots";

  private final FileSystem files;
  private final Path folder;
  private final ImageStore images;

  private Unit(FileSystem files, Path folder, ImageStore images) {
    this.files = files;
    this.folder = folder;
    this.images = images;
  }

  /**
   * The unit in {@code folder}, which exists; makes the folders in it that are missing. They are
   * durable with the first state, which is a name in the same folder.
   */
  public static Outcome<Unit, InstallRefusal> in(
      FileSystem files, Path folder, ArchiveLimits limits) {
    var images = folder.resolve("images");
    try {
      files.createFolder(images);
      files.createFolder(folder.resolve(SLOTS));
    } catch (StorageFault fault) {
      return Outcome.refused(new InstallRefusal.DiskFailed(folder.toString(), fault.refusal()));
    }
    return Outcome.passed(new Unit(files, folder, new ImageStore(files, images, limits)));
  }

  /** Where a part that was installed lies. */
  public Path folder(Part part) {
    return images.path(part.image().image());
  }

  /** What is unpacked. */
  ImageStore images() {
    return images;
  }

  /** The state, or its copy where the state is damaged. */
  public Outcome<UnitState, InstallRefusal> state() {
    return switch (readState(STATE)) {
      case Outcome.Refused<UnitState, InstallRefusal>(InstallRefusal.StateDamaged _) ->
          readState(COPY);
      case Outcome<UnitState, InstallRefusal> otherwise -> otherwise;
    };
  }

  private Outcome<UnitState, InstallRefusal> readState(String name) {
    return AtomicFile.read(files, folder.resolve(name), UnitState.MAX_BYTES)
        .mapRefusal(why -> InstallRefusal.notRead(name, why, InstallRefusal.StateDamaged::new))
        .then(bytes -> UnitState.parse(bytes).mapRefusal(InstallRefusal.StateDamaged::new));
  }

  /**
   * Makes {@code state} the state, durably on return. The copy comes first: where it fails, nothing
   * is changed yet. A refusal from the state itself leaves the old or the new, and {@link #state}
   * knows which.
   */
  Outcome<UnitState, InstallRefusal> become(UnitState state) {
    return write(COPY, state.encode()).then(bytes -> write(STATE, bytes)).map(_ -> state);
  }

  /** Writes the copy, and the state, where they are not the state that counts. */
  Outcome<UnitState, InstallRefusal> repair() {
    return state()
        .then(state ->
            readState(STATE).equals(Outcome.passed(state))
                    && readState(COPY).equals(Outcome.passed(state))
                ? Outcome.passed(state)
                : become(state));
  }

  /** Writes the slot's file, durably on return. */
  Outcome<SlotReference, InstallRefusal> write(SlotName name, Slot slot) {
    return write(SLOTS + "/" + name, slot.encode())
        .map(bytes -> new SlotReference(name, Digest.of(bytes)));
  }

  /** The slot, if its file is the one that is meant. */
  public Outcome<Slot, InstallRefusal> slot(SlotReference reference) {
    return slot(reference.name())
        .then(slot ->
            slot.digest().equals(reference.file())
                ? Outcome.passed(slot)
                : Outcome.refused(
                    new InstallRefusal.SlotDamaged(reference.name(), TextFault.WRONG_FORM)));
  }

  /** What the slot's file says, whoever names it. */
  Outcome<Slot, InstallRefusal> slot(SlotName name) {
    Function<TextFault, InstallRefusal> damaged = why -> new InstallRefusal.SlotDamaged(name, why);
    return AtomicFile.read(files, file(name), Slot.MAX_BYTES)
        .mapRefusal(why -> InstallRefusal.notRead("slot " + name, why, damaged))
        .then(bytes -> Slot.parse(bytes).mapRefusal(damaged));
  }

  /** Removes the slot's file, durably on return. */
  Outcome<SlotName, InstallRefusal> remove(SlotName name) {
    try {
      files.delete(file(name));
      files.forceFolder(folder.resolve(SLOTS));
      return Outcome.passed(name);
    } catch (StorageFault fault) {
      return Outcome.refused(new InstallRefusal.DiskFailed("slot " + name, fault.refusal()));
    }
  }

  private Path file(SlotName name) {
    return folder.resolve(SLOTS).resolve(name.name());
  }

  private Outcome<Bytes, InstallRefusal> write(String name, Bytes content) {
    return AtomicFile.write(files, folder.resolve(name), content)
        .mapRefusal(why -> new InstallRefusal.DiskFailed(name, why));
  }
}
