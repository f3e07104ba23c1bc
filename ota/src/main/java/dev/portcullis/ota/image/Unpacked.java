package dev.portcullis.ota.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.WritableFile;
import dev.portcullis.ota.metadata.HashAlgorithm;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the files of one archive into a folder and forces each, noting its digest. */
final class Unpacked implements ArchiveReader.Unpacking, AutoCloseable {

  /** A file that is being written. */
  private record Open(EntryName name, WritableFile out, MessageDigest digest) {}

  private final FileSystem files;
  private final Path image;
  private final List<Path> folders = new ArrayList<>();
  private final SortedMap<EntryName, Digest> digests = new TreeMap<>();
  private Optional<Open> open = Optional.empty();

  /** Into {@code image}, a folder with nothing in it. */
  Unpacked(FileSystem files, Path image) {
    this.files = files;
    this.image = image;
    folders.add(image);
  }

  /** What was written, once every name of it is durable too. */
  FileList forced() throws StorageFault {
    for (Path folder : folders) {
      files.forceFolder(folder);
    }
    return new FileList(digests);
  }

  @Override
  public void folder(EntryName name) throws StorageFault {
    var folder = image.resolve(name.text());
    files.createFolder(folder);
    folders.add(folder);
  }

  @Override
  public void begin(EntryName name, ArchiveEntry.Access access) throws StorageFault {
    var path = image.resolve(name.text());
    var out =
        switch (access) {
          case DATA -> files.create(path);
          case PROGRAM -> files.createProgram(path);
        };
    open = Optional.of(new Open(name, out, HashAlgorithm.SHA_256.start()));
  }

  @Override
  public void content(Bytes piece) throws StorageFault {
    var file = open.orElseThrow();
    file.digest().update(piece.toArray());
    file.out().append(piece);
  }

  @Override
  public void end() throws StorageFault {
    var file = open.orElseThrow();
    file.out().force();
    digests.put(file.name(), new Digest(Bytes.of(file.digest().digest())));
    close();
  }

  @Override
  public void close() throws StorageFault {
    if (open.isPresent()) {
      var file = open.get();
      open = Optional.empty();
      file.out().close();
    }
  }
}
