package dev.portcullis.ota.install;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.slot.LaunchRecord;
import dev.portcullis.ota.slot.Part;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.slot.SlotReference;
import dev.portcullis.ota.slot.TextFault;
import dev.portcullis.ota.slot.Trial;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.slot.UnitState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the launcher's script does, step by step, over the file-system seam, so that power can go in
 * it. {@code LauncherScriptTest} holds the two against each other.
 */
final class ModelLauncher {

  private static final int ANY = 1 << 20;
  private static final int UNKNOWN = -ANY;

  private final FileSystem files;
  private final Path folder;

  ModelLauncher(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** What is started, or the script's named error. */
  Outcome<Started, String> launch() {
    return state().isEmpty() ? Outcome.refused("STATE_UNREADABLE") : launch(state().get());
  }

  private Outcome<Started, String> launch(UnitState state) {
    Optional<TrialEnd> why = Optional.empty();
    if (state.trial().isPresent()) {
      why = passBy(state, state.trial().get());
      if (why.isEmpty()) {
        return Outcome.passed(new Started(state.trial().get().slot().name(), Optional.empty()));
      }
    }
    if (isWhole(state.confirmed())) {
      return Outcome.passed(new Started(state.confirmed().name(), why));
    }
    return state.spare().filter(this::isWhole).isPresent()
        ? Outcome.passed(
            new Started(state.spare().get().name(), Optional.of(TrialEnd.CONFIRMED_DAMAGED)))
        : Outcome.refused("NO_SLOT_STARTABLE");
  }

  /** Why the version on trial is not started; nothing if it is. */
  private Optional<TrialEnd> passBy(UnitState state, Trial trial) {
    var counted = counted(state.serial());
    if (counted instanceof Outcome.Refused<LaunchRecord, TextFault>) {
      boolean _ =
          record(new LaunchRecord(state.serial(), 0, Optional.of(TrialEnd.COUNT_UNREADABLE)));
      return Optional.of(TrialEnd.COUNT_UNREADABLE);
    }
    var before = counted.orFault();
    if (before.trialEnd().isPresent()) {
      return before.trialEnd();
    }
    if (before.starts() >= trial.attempts()) {
      return ended(before, TrialEnd.ATTEMPTS_USED);
    }
    if (!record(new LaunchRecord(state.serial(), before.starts() + 1, Optional.empty()))) {
      return Optional.of(TrialEnd.COUNT_NOT_WRITTEN);
    }
    return isWhole(trial.slot()) ? Optional.empty() : ended(before, TrialEnd.SLOT_DAMAGED);
  }

  private Optional<TrialEnd> ended(LaunchRecord before, TrialEnd why) {
    boolean _ = record(new LaunchRecord(before.serial(), before.starts(), Optional.of(why)));
    return Optional.of(why);
  }

  private Outcome<LaunchRecord, TextFault> counted(long serial) {
    var none = new LaunchRecord(serial, 0, Optional.empty());
    var bytes = read("launch");
    return bytes.isEmpty()
        ? Outcome.passed(none)
        : LaunchRecord.parse(bytes.get()).map(found -> found.serial() == serial ? found : none);
  }

  private boolean record(LaunchRecord launched) {
    return AtomicFile.write(files, folder.resolve("launch"), launched.encode())
        instanceof Outcome.Passed<Bytes, DurableRefusal>;
  }

  private Optional<UnitState> state() {
    var state = read("state").flatMap(bytes -> passed(UnitState.parse(bytes)));
    return state.isPresent()
        ? state
        : read("state.copy").flatMap(bytes -> passed(UnitState.parse(bytes)));
  }

  private static <T> Optional<T> passed(Outcome<T, TextFault> outcome) {
    return switch (outcome) {
      case Outcome.Passed<T, TextFault>(var value) -> Optional.of(value);
      case Outcome.Refused<T, TextFault> _ -> Optional.empty();
    };
  }

  /** The slot that is started, as its file says. */
  Slot slot(Started started) {
    return passed(Slot.parse(read("slots/" + started.slot()).orElseThrow())).orElseThrow();
  }

  private boolean isWhole(SlotReference reference) {
    return read("slots/" + reference.name())
        .filter(bytes -> Digest.of(bytes).equals(reference.file()))
        .flatMap(bytes -> passed(Slot.parse(bytes)))
        .filter(slot -> slot.parts().values().stream().allMatch(this::isWhole))
        .isPresent();
  }

  private boolean isWhole(Part part) {
    var image = "images/" + part.image().image().value().hex();
    var list =
        read(image + "/FILES").filter(bytes -> Digest.of(bytes).equals(part.image().files()));
    if (list.isEmpty()) {
      return false;
    }
    var lines = new String(list.get().toArray(), StandardCharsets.ISO_8859_1).split("\n", -1);
    for (String line : Arrays.copyOf(lines, lines.length - 1)) {
      var file = read(image + "/" + line.substring(66));
      if (!file.map(bytes -> Digest.of(bytes).value().hex())
          .equals(Optional.of(line.substring(0, 64)))) {
        return false;
      }
    }
    return count(folder.resolve(image)) == lines.length;
  }

  private int count(Path path) {
    try {
      if (!files.isFolder(path)) {
        return 1;
      }
      int count = 0;
      for (String name : files.list(path)) {
        count += count(path.resolve(name));
      }
      return count;
    } catch (StorageFault fault) {
      return UNKNOWN;
    }
  }

  private Optional<Bytes> read(String name) {
    try {
      return Optional.of(files.read(folder.resolve(name), ANY));
    } catch (StorageFault fault) {
      return Optional.empty();
    }
  }
}
