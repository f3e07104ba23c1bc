package dev.portcullis.ota.verify;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;

/**
 * Holds a file against its description while it comes, piece by piece: its length and every listed
 * hash (TUF section 5.7, Uptane section 5.4.3.4). Used by one thread, for one file.
 */
public final class ContentCheck {

  private final TargetName name;
  private final TargetFile file;
  private final Map<HashAlgorithm, MessageDigest> digests = new EnumMap<>(HashAlgorithm.class);
  private long size;

  /** Nothing of the file has come yet. */
  public ContentCheck(TargetName name, TargetFile file) {
    this.name = name;
    this.file = file;
    file.hashes().known().keySet().forEach(each -> digests.put(each, each.start()));
  }

  /** The next piece. */
  public void add(Bytes piece) {
    size += piece.size();
    digests.values().forEach(digest -> digest.update(piece.toArray()));
  }

  /** Whether what came is the file; it passes with how many bytes it has. Asked once. */
  public Outcome<Long, Attack> verdict() {
    if (size != file.length()) {
      return refused(size + " bytes", file.length() + " bytes");
    }
    var computed = new EnumMap<HashAlgorithm, Bytes>(HashAlgorithm.class);
    digests.forEach((algorithm, digest) -> computed.put(algorithm, Bytes.of(digest.digest())));
    return file.hashes().areVerifiable() && computed.equals(file.hashes().known())
        ? Outcome.passed(size)
        : refused(
            new Hashes(computed, file.hashes().unknown()).toString(), file.hashes().toString());
  }

  private Outcome<Long, Attack> refused(String seen, String expected) {
    return Outcome.refused(new Attack.ArbitrarySoftware(name.toString(), seen, expected));
  }
}
