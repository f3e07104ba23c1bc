package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An open file on the real disk, made by {@link DiskFileSystem}. */
final class DiskFile implements WritableFile {

  private interface Work {
    void run() throws IOException;
  }

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;

  DiskFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    this.out = Channels.newOutputStream(channel);
  }

  @Override
  public void append(Bytes content) throws StorageFault {
    run(() -> out.write(content.toArray()));
  }

  @Override
  public void truncate(long size) throws StorageFault {
    run(() -> channel.truncate(size));
  }

  @Override
  public void force() throws StorageFault {
    run(() -> channel.force(false));
  }

  @Override
  public void close() throws StorageFault {
    run(channel::close);
  }

  // An interrupt that is pending would close the channel in the middle of the work. It waits.
  private void run(Work work) throws StorageFault {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } catch (IOException e) {
      throw DiskFaults.of(e, file);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
