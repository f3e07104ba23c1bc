package dev.portcullis.ota.store;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.metadata.MetadataLimits;
import dev.portcullis.ota.metadata.RoleName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The metadata of one repository that was verified, one file a role, as the bytes that were
 * verified. After a power cut each file is the old one or the new one.
 *
 * @param folder exists
 */
public record MetadataFolder(FileSystem files, Path folder) {

  /** No role's file has a name without a suffix. */
  private static final String PLAN = "forget-with-root";

  private static final int MAX_PLAN = 32;

  /**
   * What is stored of a role, if anything is. A file larger than any this program wrote is as if it
   * were not there, like any other that does not verify; a disk that does not answer is not: what
   * it holds keeps older metadata out.
   */
  public Outcome<Optional<Bytes>, DurableRefusal> load(RoleName role) {
    return switch (AtomicFile.read(files, file(role), MetadataLimits.TARGETS)) {
      case Outcome.Passed<Bytes, DurableRefusal>(var bytes) -> Outcome.passed(Optional.of(bytes));
      case Outcome.Refused<Bytes, DurableRefusal>(var why) ->
          why == DurableRefusal.NOT_FOUND || why == DurableRefusal.FILE_TOO_LARGE
              ? Outcome.passed(Optional.empty())
              : Outcome.refused(why);
    };
  }

  /** Stores what was verified, durably on return; what is there already is not written again. */
  public Outcome<Bytes, DurableRefusal> keep(RoleName role, Bytes verified) {
    return load(role)
        .then(stored ->
            stored.filter(verified::equals).isPresent()
                ? Outcome.passed(verified)
                : AtomicFile.write(files, file(role), verified));
  }

  /**
   * Writes down that the timestamp and snapshot metadata are to be forgotten as soon as root {@code
   * version} is the stored one; durable on return.
   */
  public Outcome<Long, DurableRefusal> planToForgetWith(long version) {
    return AtomicFile.write(files, plan(), Bytes.utf8(Long.toString(version))).map(_ -> version);
  }

  /**
   * Does what was written down for the stored root's {@code version}, also if the program died
   * before it could; durable on return.
   */
  public Outcome<Long, DurableRefusal> forgetWhatWasPlanned(long version) {
    return switch (AtomicFile.read(files, plan(), MAX_PLAN)) {
      case Outcome.Refused<Bytes, DurableRefusal>(var why) ->
          why == DurableRefusal.NOT_FOUND ? Outcome.passed(version) : Outcome.refused(why);
      case Outcome.Passed<Bytes, DurableRefusal>(var planned) ->
          planned.equals(Bytes.utf8(Long.toString(version)))
              ? forget().map(_ -> version)
              : Outcome.passed(version);
    };
  }

  private Outcome<Path, DurableRefusal> forget() {
    try {
      files.delete(file(RoleName.TIMESTAMP));
      files.delete(file(RoleName.SNAPSHOT));
      files.forceFolder(folder);
      files.delete(plan());
      files.forceFolder(folder);
      return Outcome.passed(folder);
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
  }

  private Path plan() {
    return folder.resolve(PLAN);
  }

  private Path file(RoleName role) {
    return folder.resolve(role.fileName());
  }
}
