package dev.portcullis.ota.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.ReadableFile;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.encrypted.DecryptionFault;
import dev.portcullis.ota.encrypted.Envelope;
import dev.portcullis.ota.encrypted.ImageBinding;
import dev.portcullis.ota.encrypted.ImageBytes;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.ContentCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Unpacked images, each in a folder named after the SHA-256 of its archive, with a list of its
 * files that is made durable after everything in it. Nothing is taken for an image that was not
 * read against its list. Used by one thread.
 *
 * @param folder exists
 */
public record ImageStore(FileSystem files, Path folder, ArchiveLimits limits) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int PIECE = 64 * 1024;
  private static final long BEYOND = 1;

  /** Where the image is, or would be. */
  public Path path(Digest image) {
    return folder.resolve(image.value().hex());
  }

  /**
   * Unpacks {@code archive}, whose bytes are verified once more as they are read; durable on
   * return. An image that is there already, complete and undamaged, is not written again.
   */
  public Outcome<UnpackedImage, UnpackRefusal> unpack(
      Path archive, TargetName name, TargetFile described) {
    return unpack(archive, name, described, new Envelope.None());
  }

  /**
   * The same out of an envelope. Decrypted bytes are verified as others are, and go nowhere but
   * into the image's files: no decrypted archive is ever on the disk.
   */
  public Outcome<UnpackedImage, UnpackRefusal> unpack(
      Path archive, TargetName name, TargetFile described, Envelope envelope) {
    var listed = Optional.ofNullable(described.hashes().known().get(HashAlgorithm.SHA_256));
    if (listed.isEmpty()) {
      return Outcome.refused(new UnpackRefusal.NoSha256());
    }
    var image = new Digest(listed.get());
    try {
      var there = intact(image);
      return there.isPresent()
          ? Outcome.passed(there.get())
          : fresh(
              new Incoming(archive, envelope, new ImageBinding(name, described.length(), image)),
              new ContentCheck(name, described));
    } catch (StorageFault fault) {
      return Outcome.refused(new UnpackRefusal.DiskFailed(fault.refusal()));
    }
  }

  private record Incoming(Path archive, Envelope envelope, ImageBinding binding) {}

  private Outcome<UnpackedImage, UnpackRefusal> fresh(Incoming incoming, ContentCheck check)
      throws StorageFault {
    var image = incoming.binding().sha256();
    remove(path(image));
    try {
      var outcome = write(incoming, path(image), check).map(list -> new UnpackedImage(image, list));
      if (outcome instanceof Outcome.Refused<UnpackedImage, UnpackRefusal>) {
        remove(path(image));
      }
      return outcome;
    } catch (StorageFault fault) {
      // A full disk must not be kept full by half an image.
      removeIfPossible(image);
      throw fault;
    }
  }

  private Outcome<Digest, UnpackRefusal> write(Incoming incoming, Path image, ContentCheck check)
      throws StorageFault {
    try (var stored = files.openForRead(incoming.archive())) {
      return switch (incoming.envelope().open(stored, incoming.binding())) {
        case Outcome.Refused<ImageBytes, DecryptionFault>(var fault) ->
            Outcome.refused(new UnpackRefusal.NotDecrypted(fault));
        case Outcome.Passed<ImageBytes, DecryptionFault>(var bytes) -> write(bytes, image, check);
      };
    }
  }

  private Outcome<Digest, UnpackRefusal> write(ImageBytes bytes, Path image, ContentCheck check)
      throws StorageFault {
    files.createFolder(image);
    files.forceFolder(folder);
    try (ReadableFile in = new CheckedFile(bytes, check);
        var unpacked = new Unpacked(files, image)) {
      var walked = ArchiveReader.walk(in, limits, unpacked);
      readToTheEnd(in);
      if (bytes.fault().isPresent()) {
        return Outcome.refused(new UnpackRefusal.NotDecrypted(bytes.fault().get()));
      }
      // Whether these are the agreed bytes comes first: otherwise the fault is anybody's.
      return switch (check.verdict()) {
        case Outcome.Refused<Long, Attack>(var attack) ->
            Outcome.refused(new UnpackRefusal.NotTheImage(attack));
        case Outcome.Passed<Long, Attack> _ ->
            switch (walked) {
              case Outcome.Refused<Integer, ArchiveFault>(var fault) ->
                  Outcome.refused(new UnpackRefusal.NotAnArchive(fault));
              case Outcome.Passed<Integer, ArchiveFault> _ -> complete(image, unpacked.forced());
            };
      };
    }
  }

  /** The length was verified when it was fetched, so that there is an end. */
  private static void readToTheEnd(ReadableFile in) throws StorageFault {
    var piece = in.read(PIECE);
    while (!piece.isEmpty()) {
      piece = in.read(PIECE);
    }
  }

  private Outcome<Digest, UnpackRefusal> complete(Path image, FileList list) {
    return AtomicFile.write(files, image.resolve(FileList.FILE), list.encode())
        .<UnpackRefusal>mapRefusal(UnpackRefusal.DiskFailed::new)
        .map(Digest::of);
  }

  /** The image, if it is there, complete and undamaged: every file is read. */
  Optional<UnpackedImage> intact(Digest image) throws StorageFault {
    var path = path(image);
    if (!files.isFolder(path) || !files.list(path).contains(FileList.FILE)) {
      return Optional.empty();
    }
    var written = readList(path.resolve(FileList.FILE));
    var list = written.flatMap(FileList::parse);
    return list.isPresent() && hold(path, list.get())
        ? written.map(bytes -> new UnpackedImage(image, Digest.of(bytes)))
        : Optional.empty();
  }

  private Optional<Bytes> readList(Path list) throws StorageFault {
    try {
      return Optional.of(files.read(list, FileList.MAX_BYTES));
    } catch (StorageFault fault) {
      if (fault.refusal() == DurableRefusal.FILE_TOO_LARGE) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  private boolean hold(Path image, FileList list) throws StorageFault {
    if (count(image) != list.digests().size() + BEYOND) {
      return false;
    }
    for (var each : list.digests().entrySet()) {
      if (!digest(image.resolve(each.getKey().text())).equals(Optional.of(each.getValue()))) {
        return false;
      }
    }
    return true;
  }

  private long count(Path path) throws StorageFault {
    if (!files.isFolder(path)) {
      return 1;
    }
    long count = 0;
    for (String name : files.list(path)) {
      count += count(path.resolve(name));
    }
    return count;
  }

  private Optional<Digest> digest(Path file) throws StorageFault {
    var digest = HashAlgorithm.SHA_256.start();
    try (var in = files.openForRead(file)) {
      for (var piece = in.read(PIECE); !piece.isEmpty(); piece = in.read(PIECE)) {
        digest.update(piece.toArray());
      }
      return Optional.of(new Digest(Bytes.of(digest.digest())));
    } catch (StorageFault fault) {
      if (fault.refusal() == DurableRefusal.NOT_FOUND) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  /**
   * Whether the image was not removed since it was unpacked; what its files hold is not looked at.
   * One that is there stays: whoever wrote its list may have died before the name was durable.
   */
  public Outcome<Boolean, DurableRefusal> has(UnpackedImage image) {
    return switch (read(image.image(), FileList.FILE, FileList.MAX_BYTES)) {
      case Outcome.Passed<Bytes, DurableRefusal>(var list) ->
          Outcome.passed(Digest.of(list).equals(image.files()));
      case Outcome.Refused<Bytes, DurableRefusal>(var why) ->
          why == DurableRefusal.NOT_FOUND ? Outcome.passed(false) : Outcome.refused(why);
    };
  }

  /** What a small file of an image holds. */
  public Outcome<Bytes, DurableRefusal> read(Digest image, String file, int limit) {
    return AtomicFile.read(files, path(image).resolve(file), limit);
  }

  /** The images that are there, complete or not. */
  public Outcome<List<Digest>, DurableRefusal> list() {
    try {
      return Outcome.passed(
          files.list(folder).stream()
              .filter(name -> DIGEST.matcher(name).matches())
              .map(name -> new Digest(Bytes.fromHex(name)))
              .toList());
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
  }

  /** Removes an image. What a power cut leaves of it is damaged, and is removed the next time. */
  public Outcome<Digest, DurableRefusal> remove(Digest image) {
    try {
      remove(path(image));
      return Outcome.passed(image);
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
  }

  private void remove(Path image) throws StorageFault {
    if (!files.isFolder(image)) {
      return;
    }
    for (Path each : deepestFirst(image)) {
      files.delete(each);
    }
  }

  private List<Path> deepestFirst(Path path) throws StorageFault {
    var all = new ArrayList<Path>();
    if (files.isFolder(path)) {
      for (String name : files.list(path)) {
        all.addAll(deepestFirst(path.resolve(name)));
      }
    }
    all.add(path);
    return all;
  }

  private void removeIfPossible(Digest image) {
    switch (remove(image)) {
      case Outcome.Passed<Digest, DurableRefusal> _ -> {}
      // The next attempt removes it first.
      case Outcome.Refused<Digest, DurableRefusal> _ -> {}
    }
  }
}
