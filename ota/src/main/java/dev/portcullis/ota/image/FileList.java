package dev.portcullis.ota.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Every file of an unpacked image and its digest, in the form that {@code sha256sum -c} reads: the
 * launcher needs no other program. A file that is not listed does not belong there.
 *
 * @param digests at least one file
 */
record FileList(SortedMap<EntryName, Digest> digests) {

  /** What it is called, at the top of the image. */
  static final String FILE = "FILES";

  /** As long as the longest list of an archive within the limits. */
  static final int MAX_BYTES = 1 << 20;

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

  FileList {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
  }

  /** Whether no file of an image may have this name: the list's, or that of one being written. */
  static boolean isReserved(EntryName name) {
    return name.text().equals(FILE) || name.text().startsWith(FILE + ".");
  }

  Bytes encode() {
    var text = new StringBuilder();
    digests.forEach(
        (name, digest) -> text.append(digest.value().hex()).append("  ").append(name).append('\n'));
    return Bytes.utf8(text.toString());
  }

  /** Reads what {@link #encode} wrote, byte for byte. */
  static Optional<FileList> parse(Bytes bytes) {
    var digests = new TreeMap<EntryName, Digest>();
    for (String line : new String(bytes.toArray(), StandardCharsets.ISO_8859_1).split("\n", -1)) {
      var matcher = LINE.matcher(line);
      if (matcher.matches()) {
        EntryName.of(matcher.group(2))
            .ifPresent(name -> digests.put(name, new Digest(Bytes.fromHex(matcher.group(1)))));
      }
    }
    var list = new FileList(digests);
    return !digests.isEmpty() && list.encode().equals(bytes) ? Optional.of(list) : Optional.empty();
  }
}
