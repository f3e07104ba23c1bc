package dev.portcullis.crypto.durable;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The real disk. Files and folders it makes are for their owner alone. */
public final class DiskFileSystem implements FileSystem {

  private static final FileAttribute<?> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_PROGRAM =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** The disk of this machine. */
  public DiskFileSystem() {}

  @Override
  public boolean isFolder(Path folder) {
    return Files.isDirectory(folder);
  }

  @Override
  public void createFolder(Path folder) throws StorageFault {
    try {
      Files.createDirectory(folder, OWNER_FOLDER);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new StorageFault(DurableRefusal.IO_ERROR, e);
      }
    } catch (IOException e) {
      throw DiskFaults.of(e, folder);
    }
  }

  @Override
  public List<String> list(Path folder) throws StorageFault {
    try (var entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    } catch (IOException e) {
      throw DiskFaults.of(e, folder);
    }
  }

  @Override
  public Bytes read(Path file, int limit) throws StorageFault {
    try (var in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new StorageFault(DurableRefusal.FILE_TOO_LARGE);
      }
      return Bytes.of(content);
    } catch (IOException e) {
      throw DiskFaults.of(e, file);
    }
  }

  @Override
  public ReadableFile openForRead(Path file) throws StorageFault {
    try {
      return new OpenedFile(file, Files.newInputStream(file));
    } catch (IOException e) {
      throw DiskFaults.of(e, file);
    }
  }

  @Override
  public WritableFile create(Path file) throws StorageFault {
    return open(file, Set.of(CREATE, WRITE, TRUNCATE_EXISTING), OWNER_FILE);
  }

  @Override
  public WritableFile createProgram(Path file) throws StorageFault {
    return open(file, Set.of(CREATE, WRITE, TRUNCATE_EXISTING), OWNER_PROGRAM);
  }

  @Override
  public WritableFile openForAppend(Path file) throws StorageFault {
    return open(file, Set.of(APPEND), OWNER_FILE);
  }

  @Override
  public void rename(Path from, Path to) throws StorageFault {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw DiskFaults.of(e, to);
    }
  }

  @Override
  public void delete(Path file) throws StorageFault {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw DiskFaults.of(e, file);
    }
  }

  @Override
  public void forceFolder(Path folder) throws StorageFault {
    try (var channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw DiskFaults.of(e, folder);
    }
  }

  @Override
  public HeldLock lock(Path file) throws StorageFault {
    try {
      return DiskLock.take(file, OWNER_FILE);
    } catch (IOException e) {
      throw DiskFaults.of(e, file);
    }
  }

  private static WritableFile open(
      Path file, Set<? extends OpenOption> options, FileAttribute<?> permissions)
      throws StorageFault {
    try {
      return new DiskFile(file, FileChannel.open(file, options, permissions));
    } catch (IOException e) {
      throw DiskFaults.of(e, file);
    }
  }
}
