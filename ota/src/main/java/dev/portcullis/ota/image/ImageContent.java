package dev.portcullis.ota.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.PackRefusal.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an image is to hold, for whoever makes one. The same files give the same archive, byte for
 * byte, wherever and whenever it is made: it depends on names, content and whether the owner may
 * run a file, on nothing else. No file is ever in memory as a whole.
 */
public final class ImageContent {

  /** What becomes of symbolic links. */
  public enum Links {
    /** They are refused. */
    REFUSED,
    /** One to a file of the same folder becomes a copy of it; any other is refused. */
    COPIED
  }

  /** As GNU tar sorts: a folder, all that is in it, and then its neighbour. */
  private static final Comparator<EntryName> ORDER =
      Comparator.comparing(name -> name.text().replace('/', '\0'));

  private static final int PIECE = 64 * 1024;

  /** Where an entry comes from. */
  private sealed interface Source {

    record Folder() implements Source {}

    record Stored(Path path, ArchiveEntry.Access access, long size) implements Source {}

    record Made(Bytes content) implements Source {}
  }

  private final SortedMap<EntryName, Source> sources;
  private final ArchiveLimits limits;

  private ImageContent(SortedMap<EntryName, Source> sources, ArchiveLimits limits) {
    this.sources = sources;
    this.limits = limits;
  }

  /** Everything in {@code folder}, if all of it can be in an image. */
  public static Outcome<ImageContent, PackRefusal> of(
      Path folder, Links links, ArchiveLimits limits) {
    return FolderWalk.of(folder, links, limits)
        .map(found -> {
          var sources = new TreeMap<EntryName, Source>(ORDER);
          found.folders().forEach(name -> sources.put(name, new Source.Folder()));
          found
              .files()
              .forEach((name, file) ->
                  sources.put(name, new Source.Stored(file.path(), file.access(), file.size())));
          return new ImageContent(sources, limits);
        });
  }

  /** The same with one more file, which is only read. Its folder is there, it is not. */
  public Outcome<ImageContent, PackRefusal> with(String name, Bytes content) {
    var entry = EntryName.of(name);
    if (entry.isEmpty()) {
      return Outcome.refused(new PackRefusal(Fault.WRONG_NAME, name));
    }
    if (FileList.isReserved(entry.get())) {
      return Outcome.refused(new PackRefusal(Fault.RESERVED_NAME, name));
    }
    boolean isPlaced =
        !sources.containsKey(entry.get())
            && entry
                .get()
                .folder()
                .map(folder -> sources.get(folder) instanceof Source.Folder)
                .orElse(true);
    if (!isPlaced) {
      return Outcome.refused(new PackRefusal(Fault.MISPLACED, name));
    }
    if (sources.size() >= limits.entries()) {
      return Outcome.refused(new PackRefusal(Fault.TOO_MANY_ENTRIES, name));
    }
    var more = new TreeMap<>(sources);
    more.put(entry.get(), new Source.Made(content));
    return Outcome.passed(new ImageContent(more, limits));
  }

  /** The same without this file, or without this folder and all that is in it. */
  public ImageContent without(String name) {
    var fewer = new TreeMap<>(sources);
    fewer
        .keySet()
        .removeIf(entry -> entry.text().equals(name) || entry.text().startsWith(name + "/"));
    return new ImageContent(fewer, limits);
  }

  /** Whether it holds a file of this name. */
  public boolean hasFile(String name) {
    return EntryName.of(name)
        .flatMap(entry -> Optional.ofNullable(sources.get(entry)))
        .map(source -> !(source instanceof Source.Folder))
        .orElse(false);
  }

  /** Writes the archive. What was written before a refusal is no archive. */
  public Outcome<Packed, PackRefusal> writeTo(OutputStream out) {
    if (sources.values().stream().allMatch(source -> source instanceof Source.Folder)) {
      return Outcome.refused(new PackRefusal(Fault.EMPTY, ""));
    }
    var archive = new ArchiveWriter(out);
    for (var each : sources.entrySet()) {
      var name = each.getKey();
      try {
        if (!write(name, each.getValue(), archive)) {
          return Outcome.refused(new PackRefusal(Fault.CHANGED, name.text()));
        }
      } catch (IOException _) {
        return Outcome.refused(new PackRefusal(Fault.IO_FAILED, name.text()));
      }
    }
    try {
      return Outcome.passed(archive.end());
    } catch (IOException _) {
      return Outcome.refused(new PackRefusal(Fault.IO_FAILED, ""));
    }
  }

  /** Whether the entry is as it was announced. */
  private static boolean write(EntryName name, Source source, ArchiveWriter archive)
      throws IOException {
    return switch (source) {
      case Source.Folder() -> {
        archive.folder(name);
        yield true;
      }
      case Source.Made(var content) -> {
        archive.begin(new ArchiveEntry.File(name, ArchiveEntry.Access.DATA, content.size()));
        archive.content(content.toArray());
        archive.endOfFile();
        yield true;
      }
      case Source.Stored stored -> {
        archive.begin(new ArchiveEntry.File(name, stored.access(), stored.size()));
        boolean isWhole = copy(stored, archive);
        archive.endOfFile();
        yield isWhole;
      }
    };
  }

  private static boolean copy(Source.Stored stored, ArchiveWriter archive) throws IOException {
    try (var in = Files.newInputStream(stored.path(), LinkOption.NOFOLLOW_LINKS)) {
      long left = stored.size();
      while (left > 0) {
        byte[] piece = in.readNBytes((int) Math.min(left, PIECE));
        if (piece.length == 0) {
          return false;
        }
        archive.content(piece);
        left -= piece.length;
      }
      return in.read() < 0;
    }
  }
}
