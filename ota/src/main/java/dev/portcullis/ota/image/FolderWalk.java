package dev.portcullis.ota.image;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.PackRefusal.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks through a folder of which an image is to be made; stops at what cannot be in one. */
final class FolderWalk {

  /** A file as it was when it was looked at. */
  record Found(Path path, ArchiveEntry.Access access, long size) {}

  /** All of it, with names from the top. */
  record All(Set<EntryName> folders, Map<EntryName, Found> files) {}

  private final Path top;
  private final ImageContent.Links links;
  private final ArchiveLimits limits;
  private final Set<EntryName> folders = new HashSet<>();
  private final Map<EntryName, Found> files = new HashMap<>();

  private FolderWalk(Path top, ImageContent.Links links, ArchiveLimits limits) {
    this.top = top;
    this.links = links;
    this.limits = limits;
  }

  static Outcome<All, PackRefusal> of(Path top, ImageContent.Links links, ArchiveLimits limits) {
    if (!Files.isDirectory(top)) {
      return Outcome.refused(new PackRefusal(Fault.NO_FOLDER, top.toString()));
    }
    try {
      var walk = new FolderWalk(top.toRealPath(), links, limits);
      var refusal = walk.folder(walk.top);
      return refusal.isPresent()
          ? Outcome.refused(refusal.get())
          : Outcome.passed(new All(walk.folders, walk.files));
    } catch (IOException _) {
      return Outcome.refused(new PackRefusal(Fault.IO_FAILED, top.toString()));
    }
  }

  private Optional<PackRefusal> folder(Path folder) throws IOException {
    try (var inside = Files.newDirectoryStream(folder)) {
      for (Path each : inside) {
        var refusal = entry(each);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<PackRefusal> entry(Path path) throws IOException {
    String text = top.relativize(path).toString();
    var name = EntryName.of(text);
    if (name.isEmpty()) {
      return refused(Fault.WRONG_NAME, text);
    }
    if (FileList.isReserved(name.get())) {
      return refused(Fault.RESERVED_NAME, text);
    }
    if (folders.size() + files.size() >= limits.entries()) {
      return refused(Fault.TOO_MANY_ENTRIES, text);
    }
    if (Files.isSymbolicLink(path)) {
      return link(name.get(), path);
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      // The archive's field holds a slash behind it as well.
      if (text.length() >= EntryName.MAX_LENGTH) {
        return refused(Fault.WRONG_NAME, text);
      }
      folders.add(name.get());
      return folder(path);
    }
    return file(name.get(), path);
  }

  private Optional<PackRefusal> link(EntryName name, Path path) throws IOException {
    return switch (links) {
      case REFUSED -> refused(Fault.LINK, name.text());
      case COPIED -> {
        if (!Files.isRegularFile(path)) {
          yield refused(Fault.LINK_LEADS_ELSEWHERE, name.text());
        }
        var real = path.toRealPath();
        yield real.startsWith(top)
            ? file(name, real)
            : refused(Fault.LINK_LEADS_ELSEWHERE, name.text());
      }
    };
  }

  private Optional<PackRefusal> file(EntryName name, Path path) throws IOException {
    var attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      return refused(Fault.SPECIAL_FILE, name.text());
    }
    if (attributes.size() > limits.fileBytes()) {
      return refused(Fault.FILE_TOO_LARGE, name.text());
    }
    boolean isProgram = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    files.put(
        name,
        new Found(
            path,
            isProgram ? ArchiveEntry.Access.PROGRAM : ArchiveEntry.Access.DATA,
            attributes.size()));
    return Optional.empty();
  }

  private static Optional<PackRefusal> refused(Fault fault, String name) {
    return Optional.of(new PackRefusal(fault, name));
  }
}
