package dev.portcullis.ota.update;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.FileSource;
import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.verify.Attack;
import java.nio.file.Path;
import java.util.Optional;

/** Fetches targets that verified metadata describes (TUF section 5.7). */
public final class TargetDownload {

  private final TargetFolder folder;
  private final FileSource source;

  /** Targets behind {@code source}, kept in {@code folder}. */
  public TargetDownload(TargetFolder folder, FileSource source) {
    this.folder = folder;
    this.source = source;
  }

  /**
   * Where the file is: fetched, unless it is there already. Until the new one is verified, what had
   * the name before stays.
   */
  public Outcome<Path, UpdateRefusal> fetch(
      TargetName name, TargetFile described, FileNaming naming) {
    var unverifiable = unverifiable(name, described);
    if (unverifiable.isPresent()) {
      return Outcome.refused(unverifiable.get());
    }
    if (folder.holds(name, described)) {
      return Outcome.passed(folder.path(name));
    }
    try (var incoming = folder.begin(name, described)) {
      return switch (source.<StorageFault>fetch(
          path(name, described, naming), described.length(), incoming::add)) {
        case Outcome.Passed<Long, FetchFailure> _ ->
            incoming.finish().mapRefusal(UpdateRefusal.Attacked::new);
        case Outcome.Refused<Long, FetchFailure>(var failure) ->
            Outcome.refused(UpdateRefusal.of(name.toString(), failure));
      };
    } catch (StorageFault fault) {
      return Outcome.refused(new UpdateRefusal.DiskFailed(name.toString(), fault.refusal()));
    }
  }

  /** Why no bytes could ever prove to be the file, if that is so. */
  static Optional<UpdateRefusal> unverifiable(TargetName name, TargetFile described) {
    return described.hashes().areVerifiable()
        ? Optional.empty()
        : Optional.of(
            new UpdateRefusal.Attacked(
                new Attack.ArbitrarySoftware(
                    name.toString(), described.hashes().toString(), "hashes that are known here")));
  }

  /** Where the file is below the repository's folder of targets. */
  static String path(TargetName name, TargetFile described, FileNaming naming) {
    return switch (naming) {
      case CONSISTENT -> name.urlPath(anyHash(described));
      case PLAIN -> name.urlPath();
    };
  }

  private static Bytes anyHash(TargetFile described) {
    return described.hashes().known().values().iterator().next();
  }
}
