package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Truth;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads the metadata of each role. Whose it is, only its signatures say. */
public final class MetadataReader {

  private static final Pattern SPECIFICATION = Pattern.compile("1(\\.[0-9]{1,6}){1,2}");

  private MetadataReader() {}

  /** Reads root metadata of at most {@link MetadataLimits#ROOT} bytes. */
  public static Outcome<Signed<Root>, Malformed> root(Bytes bytes) {
    return read(bytes, MetadataLimits.ROOT, RoleName.ROOT, MetadataReader::root);
  }

  /** Reads timestamp metadata of at most {@link MetadataLimits#TIMESTAMP} bytes. */
  public static Outcome<Signed<Timestamp>, Malformed> timestamp(Bytes bytes) {
    return read(bytes, MetadataLimits.TIMESTAMP, RoleName.TIMESTAMP, MetadataReader::timestamp);
  }

  /** Reads snapshot metadata of at most {@link MetadataLimits#SNAPSHOT} bytes. */
  public static Outcome<Signed<Snapshot>, Malformed> snapshot(Bytes bytes) {
    return read(bytes, MetadataLimits.SNAPSHOT, RoleName.SNAPSHOT, MetadataReader::snapshot);
  }

  /**
   * Reads metadata of the targets role or of one it delegated to, of at most {@link
   * MetadataLimits#TARGETS} bytes.
   */
  public static Outcome<Signed<Targets>, Malformed> targets(Bytes bytes) {
    return read(bytes, MetadataLimits.TARGETS, RoleName.TARGETS, MetadataReader::targets);
  }

  /**
   * Reads what metadata says of a further file: its length and hashes.
   *
   * @param where its path within the metadata, for people
   */
  public static Outcome<TargetFile, Malformed> file(Members members, String where) {
    var findings = new Findings();
    return findings.outcome(HashesReader.targetFile(new Part(members, where, findings)));
  }

  /** What all roles have in common. */
  private record Header(long version, Instant expires) {}

  private static <R extends Role> Outcome<Signed<R>, Malformed> read(
      Bytes bytes, int limit, RoleName type, BiFunction<Header, Part, R> reader) {
    return DocumentReader.read(bytes, limit)
        .then(document -> {
          var findings = new Findings();
          var part = new Part(document.signed(), "signed", findings);
          var content = reader.apply(header(part, type), part);
          return findings.outcome(new Signed<>(content, document));
        });
  }

  private static Header header(Part part, RoleName type) {
    if (!part.text("_type").equals(type.text())) {
      part.note(MetadataFault.WRONG_ROLE, "_type");
    }
    if (!SPECIFICATION.matcher(part.text("spec_version")).matches()) {
      part.note(MetadataFault.UNKNOWN_SPECIFICATION, "spec_version");
    }
    return new Header(part.whole("version", 1, Long.MAX_VALUE), part.time("expires"));
  }

  /** A root that says nothing of consistent snapshots does not keep them (TUF section 4.3). */
  private static Root root(Header header, Part part) {
    var keys = RoleKeyReader.keys(part);
    var roles = part.part("roles");
    var isConsistent =
        part.optionalTruth("consistent_snapshot").map(Truth::value).orElse(Boolean.FALSE);
    return new Root(
        header.version(),
        header.expires(),
        isConsistent ? FileNaming.CONSISTENT : FileNaming.PLAIN,
        RoleKeyReader.authority(RoleName.ROOT, roles.part("root"), keys),
        RoleKeyReader.authority(RoleName.TIMESTAMP, roles.part("timestamp"), keys),
        RoleKeyReader.authority(RoleName.SNAPSHOT, roles.part("snapshot"), keys),
        RoleKeyReader.authority(RoleName.TARGETS, roles.part("targets"), keys));
  }

  private static Timestamp timestamp(Header header, Part part) {
    var snapshot = part.part("meta").part(RoleName.SNAPSHOT.listedName());
    return new Timestamp(header.version(), header.expires(), HashesReader.metaFile(snapshot));
  }

  private static Snapshot snapshot(Header header, Part part) {
    var files = new HashMap<String, MetaFile>();
    part.parts("meta").forEach((name, file) -> files.put(name, HashesReader.metaFile(file)));
    if (!files.containsKey(RoleName.TARGETS.listedName())) {
      part.note(MetadataFault.MISSING, "meta." + RoleName.TARGETS.listedName());
    }
    return new Snapshot(header.version(), header.expires(), files);
  }

  private static Targets targets(Header header, Part part) {
    var files = new LinkedHashMap<TargetName, TargetFile>();
    part.parts("targets")
        .forEach((text, file) ->
            TargetName.of(text)
                .ifPresentOrElse(
                    name -> files.put(name, HashesReader.targetFile(file)),
                    () -> file.note(MetadataFault.WRONG_FORM, "")));
    return new Targets(
        header.version(),
        header.expires(),
        files,
        DelegationsReader.delegations(part),
        part.optionalPart("custom").map(Part::members).orElseGet(Members::none));
  }
}
