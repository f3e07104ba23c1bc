package dev.portcullis.crypto.durable.testing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.HeldLock;
import dev.portcullis.crypto.durable.ReadableFile;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.WritableFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A mutation: the program without one of its calls of force. The call is named by the line it is
 * made from, as {@code Class.java:line}; every line that forces is noted.
 */
public final class ForceIgnoringFileSystem implements FileSystem {

  private final FileSystem under;
  private final String ignored;
  private final Set<String> seen;

  /** Ignores the force at {@code ignored}, which may be none, and notes each in {@code seen}. */
  public ForceIgnoringFileSystem(FileSystem under, String ignored, Set<String> seen) {
    this.under = under;
    this.ignored = ignored;
    this.seen = seen;
  }

  private boolean isIgnored() {
    var site =
        StackWalker.getInstance()
            .walk(frames ->
                frames
                    .filter(frame -> !frame.getClassName().contains("ForceIgnoring"))
                    .findFirst()
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()))
            .orElseThrow();
    seen.add(site);
    return site.equals(ignored);
  }

  @Override
  public void forceFolder(Path folder) throws StorageFault {
    if (!isIgnored()) {
      under.forceFolder(folder);
    }
  }

  @Override
  public WritableFile create(Path file) throws StorageFault {
    return new File(under.create(file));
  }

  @Override
  public WritableFile createProgram(Path file) throws StorageFault {
    return new File(under.createProgram(file));
  }

  @Override
  public ReadableFile openForRead(Path file) throws StorageFault {
    return under.openForRead(file);
  }

  @Override
  public WritableFile openForAppend(Path file) throws StorageFault {
    return new File(under.openForAppend(file));
  }

  @Override
  public boolean isFolder(Path folder) throws StorageFault {
    return under.isFolder(folder);
  }

  @Override
  public void createFolder(Path folder) throws StorageFault {
    under.createFolder(folder);
  }

  @Override
  public List<String> list(Path folder) throws StorageFault {
    return under.list(folder);
  }

  @Override
  public Bytes read(Path file, int limit) throws StorageFault {
    return under.read(file, limit);
  }

  @Override
  public void rename(Path from, Path to) throws StorageFault {
    under.rename(from, to);
  }

  @Override
  public void delete(Path file) throws StorageFault {
    under.delete(file);
  }

  @Override
  public HeldLock lock(Path file) throws StorageFault {
    return under.lock(file);
  }

  private final class File implements WritableFile {

    private final WritableFile file;

    File(WritableFile file) {
      this.file = file;
    }

    @Override
    public void append(Bytes content) throws StorageFault {
      file.append(content);
    }

    @Override
    public void truncate(long size) throws StorageFault {
      file.truncate(size);
    }

    @Override
    public void force() throws StorageFault {
      if (!isIgnored()) {
        file.force();
      }
    }

    @Override
    public void close() throws StorageFault {
      file.close();
    }
  }
}
