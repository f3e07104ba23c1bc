package dev.portcullis.ota.metadata;

import dev.portcullis.ota.json.JsonValue.Members;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files, and who else may describe some (TUF section 4.5).
 *
 * @param files in the order they were written
 * @param custom Uptane's own fields about all files together
 */
public record Targets(
    long version,
    Instant expires,
    Map<TargetName, TargetFile> files,
    Delegations delegations,
    Members custom)
    implements Role {

  /** Copies the files. */
  public Targets {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** What it says itself of a file. */
  public Optional<TargetFile> file(TargetName name) {
    return Optional.ofNullable(files.get(name));
  }
}
