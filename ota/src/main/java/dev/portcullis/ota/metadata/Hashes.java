package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The hashes that metadata lists of one file. All must match: a file that fits only the weakest of
 * them is not the file.
 *
 * @param known what can be computed
 * @param unknown the names of the algorithms that cannot: with one of them no file matches
 */
public record Hashes(Map<HashAlgorithm, Bytes> known, Set<String> unknown) {

  /** Copies both. */
  public Hashes {
    var copy = new EnumMap<HashAlgorithm, Bytes>(HashAlgorithm.class);
    copy.putAll(known);
    known = Collections.unmodifiableMap(copy);
    unknown = Set.copyOf(unknown);
  }

  /** Whether every listed hash is one that can be computed, and there is one. */
  public boolean areVerifiable() {
    return unknown.isEmpty() && !known.isEmpty();
  }

  /** Whether the SHA-256 is listed, and is {@code digest}. */
  public boolean includes(Digest digest) {
    return Optional.ofNullable(known.get(HashAlgorithm.SHA_256))
        .map(digest.value()::equals)
        .orElse(false);
  }

  /** Whether every listed hash is that of {@code content}. */
  public boolean match(Bytes content) {
    return areVerifiable()
        && known.entrySet().stream()
            .allMatch(each ->
                Bytes.of(each.getKey().start().digest(content.toArray())).equals(each.getValue()));
  }

  /** For people: the names, and the first digits. */
  @Override
  public String toString() {
    var shown = new StringBuilder();
    known.forEach((algorithm, hash) ->
        shown.append(algorithm).append(' ').append(hash.slice(0, 4).hex()).append("... "));
    unknown.forEach(name -> shown.append(ShownText.of(name)).append(" (unknown) "));
    return shown.toString().strip();
  }
}
