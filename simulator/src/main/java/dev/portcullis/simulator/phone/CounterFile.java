package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.message.Counter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * A phone's counter between its runs. It never falls behind the phone's clock in milliseconds, so
 * that a lost file does not lock the phone out.
 */
public final class CounterFile implements Supplier<Counter> {

  private static final int RADIX = 10;

  private final Path file;
  private final InstantSource clock;

  /** The counter in {@code file}, which is made if there is none. */
  public CounterFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * The next counter, written down before it is given out.
   *
   * @throws UncheckedIOException if the file cannot be read or written
   */
  @Override
  public Counter get() {
    try (var access = new RandomAccessFile(file.toFile(), "rwd");
        var lock = access.getChannel().lock()) {
      long next = Math.max(last(access) + 1, clock.millis());
      if (!lock.isValid()) {
        throw new IOException(file + " is not ours any more");
      }
      access.seek(0);
      access.writeBytes(Long.toString(next, RADIX) + "\n");
      return new Counter(next);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long last(RandomAccessFile access) throws IOException {
    var line = access.readLine();
    try {
      return line == null ? 0 : Long.parseLong(line, RADIX);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
