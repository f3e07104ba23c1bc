package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.util.List;

/** Which files a delegation is about. */
public sealed interface TargetPaths {

  /** Whether a file of this name is among them. */
  boolean cover(TargetName name);

  /** Those whose path fits a pattern. */
  record Matching(List<PathPattern> patterns) implements TargetPaths {

    /** Copies the list. */
    public Matching {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean cover(TargetName name) {
      return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
  }

  /** Those the SHA-256 of whose path begins with one of these hexadecimal digits. */
  record Hashed(List<String> prefixes) implements TargetPaths {

    /** Copies the list. */
    public Hashed {
      prefixes = List.copyOf(prefixes);
    }

    @Override
    public boolean cover(TargetName name) {
      var digits = hash(name).hex();
      return prefixes.stream().anyMatch(digits::startsWith);
    }
  }

  /** All. */
  record Everything() implements TargetPaths {
    @Override
    public boolean cover(TargetName name) {
      return true;
    }
  }

  /** The SHA-256 of the path. */
  static Bytes hash(TargetName name) {
    return Digest.of(Bytes.utf8(name.text())).value();
  }
}
