package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.json.JsonValue.Members;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Optional;

/** Reads what metadata says of files: lengths, versions and hashes (TUF sections 4.4 and 4.5). */
public final class HashesReader {

  private static final int MAX_HASHES = 16;

  private HashesReader() {}

  /** The member {@code hashes}: at least one. */
  public static Hashes hashes(Part owner) {
    var part = owner.part("hashes");
    var known = new EnumMap<HashAlgorithm, Bytes>(HashAlgorithm.class);
    var unknown = new HashSet<String>();
    var names = part.members().values().keySet();
    if (names.isEmpty() || names.size() > MAX_HASHES) {
      owner.note(MetadataFault.WRONG_FORM, "hashes");
      return new Hashes(known, unknown);
    }
    for (String name : names) {
      var value = part.text(name);
      HashAlgorithm.listedAs(name)
          .ifPresentOrElse(
              algorithm -> known.put(algorithm, hash(part, name, value, algorithm)),
              () -> unknown.add(name));
    }
    return new Hashes(known, unknown);
  }

  /** A metadata file: a version, and a length and hashes where they are said. */
  static MetaFile metaFile(Part part) {
    return new MetaFile(
        part.whole("version", 1, Long.MAX_VALUE),
        part.has("length")
            ? Optional.of(part.whole("length", 1, Long.MAX_VALUE))
            : Optional.empty(),
        part.has("hashes") ? Optional.of(hashes(part)) : Optional.empty());
  }

  /** A target. */
  static TargetFile targetFile(Part part) {
    return new TargetFile(
        part.whole("length", 0, Long.MAX_VALUE),
        hashes(part),
        part.optionalPart("custom").map(Part::members).orElseGet(Members::none));
  }

  private static Bytes hash(Part part, String name, String hex, HashAlgorithm algorithm) {
    try {
      var hash = Bytes.fromHex(hex);
      if (hash.size() == algorithm.size()) {
        return hash;
      }
    } catch (IllegalArgumentException _) {
      // Noted below, with what has the wrong size.
    }
    part.note(MetadataFault.WRONG_FORM, name);
    return Bytes.of(new byte[algorithm.size()]);
  }
}
