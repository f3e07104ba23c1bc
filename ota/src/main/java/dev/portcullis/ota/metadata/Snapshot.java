package dev.portcullis.ota.metadata;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions of all targets roles belong together (TUF section 4.4).
 *
 * @param files by the name of the file, such as {@code targets.json}
 */
public record Snapshot(long version, Instant expires, Map<String, MetaFile> files) implements Role {

  /** Copies the files. */
  public Snapshot {
    files = Map.copyOf(files);
  }

  /** What it says of a role's file. */
  public Optional<MetaFile> file(RoleName role) {
    return Optional.ofNullable(files.get(role.listedName()));
  }
}
