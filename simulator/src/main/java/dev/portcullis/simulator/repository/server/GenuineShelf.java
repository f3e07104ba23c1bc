package dev.portcullis.simulator.repository.server;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.manifest.ManifestRefusal;
import dev.portcullis.ota.manifest.VehicleManifest;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.authority.Party;
import dev.portcullis.simulator.authority.PartyKind;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Both repositories, as they are.
 *
 * <pre>
 * images/metadata/…             to every vehicle
 * images/targets/…              to every vehicle
 * director/VEHICLE/metadata/…   to that vehicle alone
 * director/VEHICLE/manifest     taken from that vehicle alone
 * </pre>
 */
public final class GenuineShelf implements Shelf {

  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+@=,-]*");
  private static final Pattern ROOT = Pattern.compile("[0-9]{1,18}\\.root\\.json");
  private static final String TIMESTAMP = "timestamp.json";
  private static final String UNFINISHED = ".new";
  private static final int MAX_SEGMENTS = 16;
  private static final int HASH_DIGITS = 64;

  private final Repositories repositories;

  /** Those of one folder. */
  public GenuineShelf(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public Answer get(Party caller, String path) throws IOException {
    var parts = List.of(path.split("/", -1));
    // No name that was written here is any other, so no path leads out of the folder.
    if (parts.size() > MAX_SEGMENTS
        || !parts.stream().allMatch(each -> SEGMENT.matcher(each).matches())
        || path.endsWith(UNFINISHED)) {
      return new Answer.Absent();
    }
    return switch (parts.getFirst() + "/" + parts.get(Math.min(1, parts.size() - 1))) {
      case "images/metadata" -> image(parts);
      case "images/targets" -> target(parts);
      default ->
          parts.size() == 4
                  && parts.getFirst().equals("director")
                  && parts.get(2).equals("metadata")
              ? directed(caller, parts.get(1), parts.get(3))
              : new Answer.Absent();
    };
  }

  private Answer image(List<String> parts) throws IOException {
    if (parts.size() != 3) {
      return new Answer.Absent();
    }
    if (parts.get(2).equals(TIMESTAMP)) {
      try (var _ = repositories.lock()) {
        var refreshed = repositories.images().refreshIfDue();
        if (refreshed instanceof Outcome.Refused<Long, RepositoryRefusal>(var why)) {
          throw new IOException(why.what());
        }
        return small(repositories.images().metadata().resolve(TIMESTAMP));
      }
    }
    return small(repositories.images().metadata().resolve(parts.get(2)));
  }

  private Answer target(List<String> parts) {
    var file = repositories.images().targets();
    for (String part : parts.subList(2, parts.size())) {
      file = file.resolve(part);
    }
    var name = parts.getLast();
    return name.length() > HASH_DIGITS && Files.isRegularFile(file)
        ? new Answer.OfFile(file, name.substring(0, HASH_DIGITS))
        : new Answer.Absent();
  }

  private Answer directed(Party caller, String vehicle, String name) throws IOException {
    if (!isOf(caller, vehicle)) {
      return new Answer.Forbidden();
    }
    var director = repositories.director();
    if (ROOT.matcher(name).matches()) {
      return small(director.rootMetadata().resolve(name));
    }
    try (var _ = repositories.lock()) {
      return switch (director.bringUpToDate(new VehicleId(vehicle))) {
        case Outcome.Passed<Path, RepositoryRefusal>(var folder) -> small(folder.resolve(name));
        case Outcome.Refused<Path, RepositoryRefusal>(var why) -> {
          if (why.code() == RepositoryRefusal.Code.NO_SUCH_VEHICLE) {
            yield new Answer.Absent();
          }
          throw new IOException(why.what());
        }
      };
    }
  }

  @Override
  public Answer put(Party caller, String path, Bytes content) throws IOException {
    var parts = List.of(path.split("/", -1));
    if (parts.size() != 3
        || !parts.getFirst().equals("director")
        || !parts.getLast().equals("manifest")) {
      return new Answer.Absent();
    }
    if (!isOf(caller, parts.get(1))) {
      return new Answer.Forbidden();
    }
    try (var _ = repositories.lock()) {
      var taken = repositories.director().takeManifest(new VehicleId(caller.name()), content);
      return switch (taken) {
        case Outcome.Passed<VehicleManifest, ManifestRefusal> _ -> new Answer.Taken();
        case Outcome.Refused<VehicleManifest, ManifestRefusal>(var why) ->
            new Answer.Unfit(why.code());
      };
    }
  }

  private static boolean isOf(Party caller, String vehicle) {
    return caller.kind() == PartyKind.VEHICLE && caller.name().equals(vehicle);
  }

  private static Answer small(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? new Answer.Content(Bytes.of(Files.readAllBytes(file)))
        : new Answer.Absent();
  }
}
