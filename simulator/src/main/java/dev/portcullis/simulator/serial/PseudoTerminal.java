package dev.portcullis.simulator.serial;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The master side of a pseudo-terminal in raw mode; a program opens its slave as if it were a
 * serial device. Any thread may call it; no call blocks for longer than it is told.
 *
 * <p>A descriptor of the slave is kept open, because without one reading from the master fails
 * whenever the program is away. Therefore the master cannot see whether a program has the slave
 * open.
 */
public final class PseudoTerminal implements AutoCloseable {

  private static final int READ_LIMIT = 4096;

  /** {@link #close} waits for a read; this bounds how long. */
  private static final Duration LONGEST_READ = Duration.ofMillis(100);

  private final int master;
  private final int slave;
  private final Path slavePath;
  // Descriptors are reused: nobody may use one after it was closed. Calls share, closing is alone.
  private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
  private Phase phase = Phase.OPEN;

  private enum Phase {
    OPEN,
    CLOSED
  }

  private PseudoTerminal(int master, int slave, Path slavePath) {
    this.master = master;
    this.slave = slave;
    this.slavePath = slavePath;
  }

  /**
   * Makes a pseudo-terminal.
   *
   * @throws IOException if the system gives none
   */
  public static PseudoTerminal open() throws IOException {
    int master = Libc.openMaster();
    try {
      var path = Libc.slavePath(master);
      int slave = Libc.open(path);
      // Before anybody opens the slave: a terminal that echoes would send our own frames back.
      Libc.makeRaw(slave);
      return new PseudoTerminal(master, slave, Path.of(path));
    } catch (IOException e) {
      Libc.close(master);
      throw e;
    }
  }

  /** The device that a program opens. */
  public Path slavePath() {
    return slavePath;
  }

  /**
   * What the program wrote, waiting for it at most {@code timeout}, and never more than 100 ms.
   *
   * @return no bytes if none came in time
   * @throws IOException if the terminal is closed
   */
  public Bytes read(Duration timeout) throws IOException {
    var wait = timeout.compareTo(LONGEST_READ) < 0 ? timeout : LONGEST_READ;
    return whileOpen(() -> Bytes.of(Libc.read(master, READ_LIMIT, wait)));
  }

  /**
   * Writes what fits into the system's buffer, without waiting.
   *
   * @return how many bytes were taken, from the start of {@code bytes}
   * @throws IOException if the terminal is closed
   */
  public int write(Bytes bytes) throws IOException {
    return whileOpen(() -> Libc.write(master, bytes.toArray()));
  }

  /**
   * Throws away what was written here and the program has not read.
   *
   * @throws IOException if the terminal is closed
   */
  public void discardUnread() throws IOException {
    var _ =
        whileOpen(() -> {
          Libc.discardArrived(slave);
          return 0;
        });
  }

  /**
   * Makes the program's writes block, as a device that holds its line does.
   *
   * @throws IOException if the terminal is closed
   */
  public void holdWriter() throws IOException {
    setFlow(Libc.Flow.STOPPED);
  }

  /**
   * Lets the program write again.
   *
   * @throws IOException if the terminal is closed
   */
  public void releaseWriter() throws IOException {
    setFlow(Libc.Flow.RUNNING);
  }

  /** Takes the device away: the program's reads end and its writes fail. */
  @Override
  public void close() throws IOException {
    lifetime.writeLock().lock();
    try {
      if (phase == Phase.OPEN) {
        phase = Phase.CLOSED;
        Libc.close(master);
        Libc.close(slave);
      }
    } finally {
      lifetime.writeLock().unlock();
    }
  }

  private void setFlow(Libc.Flow flow) throws IOException {
    var _ =
        whileOpen(() -> {
          Libc.setFlow(slave, flow);
          return 0;
        });
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T whileOpen(Call<T> call) throws IOException {
    lifetime.readLock().lock();
    try {
      return switch (phase) {
        case OPEN -> call.run();
        case CLOSED -> throw new IOException("the pseudo-terminal " + slavePath + " is closed");
      };
    } finally {
      lifetime.readLock().unlock();
    }
  }
}
