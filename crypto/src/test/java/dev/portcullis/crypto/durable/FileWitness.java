package dev.portcullis.crypto.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Of a file that is replaced atomically. */
final class FileWitness implements Witness<FileWitness> {

  static final Path FILE = Path.of("/floor");

  private static final int LIMIT = 100;
  private static final int TRIES = 2;

  private Optional<Bytes> acknowledged = Optional.empty();
  private final Set<Bytes> attempts = new HashSet<>();
  private int attempt;

  @Override
  public FileWitness copy() {
    var copy = new FileWitness();
    copy.acknowledged = acknowledged;
    copy.attempts.addAll(attempts);
    copy.attempt = attempt;
    return copy;
  }

  @Override
  public void observe(FileSystem files) {
    observe(files, 1);
  }

  @Override
  public void goOn(FileSystem files) {
    observe(files, 1);
    write(files, 1);
  }

  /** Reads the file, then writes it so many times; each may be refused once. */
  void work(FileSystem files, int times) {
    observe(files, TRIES);
    for (int i = 0; i < times; i++) {
      write(files, TRIES);
    }
  }

  private void observe(FileSystem files, int tries) {
    switch (AtomicFile.read(files, FILE, LIMIT)) {
      case Outcome.Passed<Bytes, DurableRefusal>(var found) -> {
        assertTrue(
            attempts.contains(found) || Optional.of(found).equals(acknowledged),
            "found " + found + ", not " + acknowledged);
        acknowledged = Optional.of(found);
        attempts.clear();
      }
      case Outcome.Refused<Bytes, DurableRefusal>(var reason) -> {
        if (reason == DurableRefusal.NOT_FOUND) {
          assertEquals(Optional.empty(), acknowledged);
        } else {
          assertTrue(tries > 1, "not read: " + reason);
          observe(files, tries - 1);
        }
      }
    }
  }

  private void write(FileSystem files, int tries) {
    var content = Bytes.utf8("floor " + attempt + "x".repeat(attempt % 3 * 9));
    attempt++;
    attempts.add(content);
    switch (AtomicFile.write(files, FILE, content)) {
      case Outcome.Passed<Bytes, DurableRefusal> _ -> {
        acknowledged = Optional.of(content);
        attempts.clear();
      }
      case Outcome.Refused<Bytes, DurableRefusal>(var reason) -> {
        assertTrue(tries > 1, "not written: " + reason);
        write(files, tries - 1);
      }
    }
  }
}
