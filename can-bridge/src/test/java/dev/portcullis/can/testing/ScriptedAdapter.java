package dev.portcullis.can.testing;

import dev.portcullis.crypto.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A serial CAN adapter that does with each line what the test says. Linux only. */
public final class ScriptedAdapter implements AutoCloseable {

  private static final long BRIEFLY_NANOS = 200_000;

  private final PseudoTerminal terminal = new PseudoTerminal();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile Consumer<String> script = _ -> {};
  private volatile boolean closed;

  /** One that answers nothing. */
  public ScriptedAdapter() {
    thread = Thread.ofPlatform().name("adapter").daemon().start(this::run);
  }

  /** The device that is opened. */
  public String path() {
    return terminal.path();
  }

  /** What is done with each line that comes from now on. */
  public void script(Consumer<String> next) {
    script = next;
  }

  /** Writes to whoever has opened the device. */
  public void say(String text) {
    terminal.write(Bytes.utf8(text));
  }

  /** Every line that came so far, without its carriage return. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** How often {@code line} came. */
  public long heard(String line) {
    return lines.stream().filter(line::equals).count();
  }

  private void run() {
    var partial = new StringBuilder();
    while (!closed) {
      partial.append(new String(terminal.read().toArray(), StandardCharsets.US_ASCII));
      for (int end = partial.indexOf("\r"); end >= 0; end = partial.indexOf("\r")) {
        String line = partial.substring(0, end);
        partial.delete(0, end + 1);
        lines.add(line);
        script.accept(line);
      }
      LockSupport.parkNanos(BRIEFLY_NANOS);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    terminal.close();
  }
}
