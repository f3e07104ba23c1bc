package dev.portcullis.crypto.durable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A lock on a file of the real disk, made by {@link DiskFileSystem}. */
final class DiskLock implements HeldLock {

  // POSIX drops a process's lock when the process closes *any* descriptor of the file: within this
  // process the file must not even be opened while it is locked. Hence one set a process.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private DiskLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  static DiskLock take(Path file, FileAttribute<?> permissions) throws IOException, StorageFault {
    var folder = file.toAbsolutePath().getParent();
    var key = (folder == null ? file : folder.toRealPath().resolve(file.getFileName()));
    if (!HELD.add(key)) {
      throw new StorageFault(DurableRefusal.IN_USE);
    }
    var holder = new DiskLock[1];
    try {
      var channel =
          FileChannel.open(
              key, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), permissions);
      if (channel.tryLock() == null) {
        channel.close();
        throw new StorageFault(DurableRefusal.IN_USE);
      }
      holder[0] = new DiskLock(key, channel);
      return holder[0];
    } finally {
      if (holder[0] == null) {
        HELD.remove(key);
      }
    }
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone either way, and the lock with it.
      return;
    } finally {
      HELD.remove(key);
    }
  }
}
