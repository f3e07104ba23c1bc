package dev.portcullis.ota.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.ReadableFile;
import dev.portcullis.crypto.durable.StorageFault;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Walks an archive from front to back, in pieces: no archive is ever in memory. It is a ustar
 * archive as {@link ArchiveHeader} has it, each folder before what is in it, each content padded
 * with zeros to whole blocks, two blocks of zeros at the end and nothing behind them.
 */
final class ArchiveReader {

  /** Is told what the archive holds, as it comes. What it was told counts only once all passed. */
  interface Unpacking {

    /** A folder, whose parent was told before. */
    void folder(EntryName name) throws StorageFault;

    /** A file begins, whose folder was told before. */
    void begin(EntryName name, ArchiveEntry.Access access) throws StorageFault;

    /** The next piece of the file that began. */
    void content(Bytes piece) throws StorageFault;

    /** The file that began is complete. */
    void end() throws StorageFault;
  }

  private static final int PIECE = 64 * 1024;

  private final ReadableFile in;
  private final ArchiveLimits limits;
  private final Unpacking unpacking;
  private final Set<EntryName> folders = new HashSet<>();
  private final Set<EntryName> files = new HashSet<>();

  private ArchiveReader(ReadableFile in, ArchiveLimits limits, Unpacking unpacking) {
    this.in = in;
    this.limits = limits;
    this.unpacking = unpacking;
  }

  /** Passes with how many files there were; anything wrong is found at the latest at the end. */
  static Outcome<Integer, ArchiveFault> walk(
      ReadableFile in, ArchiveLimits limits, Unpacking unpacking) throws StorageFault {
    return new ArchiveReader(in, limits, unpacking).walk();
  }

  private Outcome<Integer, ArchiveFault> walk() throws StorageFault {
    while (true) {
      switch (ArchiveHeader.read(in.read(ArchiveHeader.BLOCK))) {
        case Outcome.Refused<ArchiveEntry, ArchiveFault>(var fault) -> {
          return Outcome.refused(fault);
        }
        case Outcome.Passed<ArchiveEntry, ArchiveFault>(ArchiveEntry.End _) -> {
          return end();
        }
        case Outcome.Passed<ArchiveEntry, ArchiveFault>(ArchiveEntry.Folder(var name)) -> {
          var fault = misplaced(name);
          if (fault.isPresent()) {
            return Outcome.refused(fault.get());
          }
          folders.add(name);
          unpacking.folder(name);
        }
        case Outcome.Passed<ArchiveEntry, ArchiveFault>(ArchiveEntry.File file) -> {
          var fault = misplaced(file.name());
          if (fault.isEmpty()) {
            files.add(file.name());
            fault = content(file);
          }
          if (fault.isPresent()) {
            return Outcome.refused(fault.get());
          }
        }
      }
    }
  }

  private Outcome<Integer, ArchiveFault> end() throws StorageFault {
    var second = in.read(ArchiveHeader.BLOCK);
    if (second.size() < ArchiveHeader.BLOCK) {
      return Outcome.refused(ArchiveFault.CUT_SHORT);
    }
    if (!ArchiveHeader.isZeros(second) || !in.read(1).isEmpty()) {
      return Outcome.refused(ArchiveFault.TRAILING_BYTES);
    }
    return files.isEmpty() ? Outcome.refused(ArchiveFault.EMPTY) : Outcome.passed(files.size());
  }

  private Optional<ArchiveFault> misplaced(EntryName name) {
    if (files.size() + folders.size() >= limits.entries()) {
      return Optional.of(ArchiveFault.TOO_MANY_ENTRIES);
    }
    if (files.contains(name) || folders.contains(name)) {
      return Optional.of(ArchiveFault.DUPLICATE_NAME);
    }
    if (FileList.isReserved(name)) {
      return Optional.of(ArchiveFault.RESERVED_NAME);
    }
    return name.folder().map(folders::contains).orElse(true)
        ? Optional.empty()
        : Optional.of(ArchiveFault.NO_SUCH_FOLDER);
  }

  private Optional<ArchiveFault> content(ArchiveEntry.File file) throws StorageFault {
    if (file.size() > limits.fileBytes()) {
      return Optional.of(ArchiveFault.FILE_TOO_LARGE);
    }
    unpacking.begin(file.name(), file.access());
    long left = file.size();
    while (left > 0) {
      var piece = in.read((int) Math.min(left, PIECE));
      if (piece.isEmpty()) {
        return Optional.of(ArchiveFault.CUT_SHORT);
      }
      left -= piece.size();
      unpacking.content(piece);
    }
    unpacking.end();
    return padding((int) (-file.size() & (ArchiveHeader.BLOCK - 1)));
  }

  private Optional<ArchiveFault> padding(int size) throws StorageFault {
    var padding = in.read(size);
    if (padding.size() < size) {
      return Optional.of(ArchiveFault.CUT_SHORT);
    }
    return ArchiveHeader.isZeros(padding)
        ? Optional.empty()
        : Optional.of(ArchiveFault.WRONG_PADDING);
  }
}
