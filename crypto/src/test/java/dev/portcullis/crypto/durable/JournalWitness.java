package dev.portcullis.crypto.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Of a journal. A snapshot holds all entries before it, so that nothing can hide behind one. */
final class JournalWitness implements Witness<JournalWitness> {

  static final JournalLimits LIMITS = new JournalLimits(100, 1000, 3000);
  static final Path FOLDER = Path.of("/journal");

  private static final String SEPARATOR = ",";
  private static final int TRIES = 2;

  private final List<String> acknowledged = new ArrayList<>();
  private final Set<String> attempts = new HashSet<>();
  private Position position = Position.BEGINNING;
  private int attempt;

  @Override
  public JournalWitness copy() {
    var copy = new JournalWitness();
    copy.acknowledged.addAll(acknowledged);
    copy.attempts.addAll(attempts);
    copy.position = position;
    copy.attempt = attempt;
    return copy;
  }

  @Override
  public void observe(FileSystem files) {
    try (var journal = open(files, 1)) {
      observe(journal);
    }
  }

  @Override
  public void goOn(FileSystem files) {
    try (var journal = open(files, 1)) {
      observe(journal);
      append(journal, 1);
    }
  }

  /**
   * Opens the journal and does what {@code script} says, a for append and c for checkpoint; each
   * may be refused once.
   */
  void work(FileSystem files, String script) {
    try (var journal = open(files, TRIES)) {
      observe(journal);
      script.chars().forEach(step -> perform(journal, step));
    }
  }

  private void perform(Journal journal, int step) {
    if (step == 'a') {
      append(journal, TRIES);
    } else {
      checkpoint(journal, TRIES);
    }
  }

  private static Journal open(FileSystem files, int tries) {
    var opened = Journal.open(files, FOLDER, LIMITS);
    return switch (opened) {
      case Outcome.Passed<Journal, DurableRefusal>(var journal) -> journal;
      case Outcome.Refused<Journal, DurableRefusal>(var reason) -> {
        assertTrue(tries > 1, "not opened: " + reason);
        yield open(files, tries - 1);
      }
    };
  }

  private void append(Journal journal, int tries) {
    var entry = acknowledged.size() + "/" + attempt + "x".repeat(attempt % 5 * 7);
    attempt++;
    attempts.add(entry);
    switch (journal.append(Bytes.utf8(entry))) {
      case Outcome.Passed<Position, DurableRefusal>(var reached) -> {
        acknowledged.add(entry);
        settle(reached);
      }
      case Outcome.Refused<Position, DurableRefusal>(var reason) -> {
        assertTrue(tries > 1, "not appended: " + reason);
        append(journal, tries - 1);
      }
    }
  }

  private void checkpoint(Journal journal, int tries) {
    switch (journal.checkpoint(Bytes.utf8(String.join(SEPARATOR, acknowledged)))) {
      case Outcome.Passed<Position, DurableRefusal>(var reached) -> settle(reached);
      case Outcome.Refused<Position, DurableRefusal>(var reason) -> {
        assertTrue(tries > 1, "no checkpoint: " + reason);
        checkpoint(journal, tries - 1);
      }
    }
  }

  private void settle(Position reached) {
    attempts.clear();
    position = reached;
  }

  private void observe(Journal journal) {
    var found = entries(journal.replay());
    assertTrue(found.size() >= acknowledged.size(), "lost: " + found + " of " + acknowledged);
    assertEquals(acknowledged, found.subList(0, acknowledged.size()));
    var more = List.copyOf(found.subList(acknowledged.size(), found.size()));
    assertTrue(more.size() <= 1 && attempts.containsAll(more), "never asked for: " + more);
    assertTrue(journal.head().sequence() >= position.sequence(), "the chain is shorter");
    if (journal.head().sequence() == position.sequence()) {
      assertEquals(position, journal.head());
    }
    acknowledged.addAll(more);
    settle(journal.head());
  }

  private static List<String> entries(Replay replay) {
    var entries = new ArrayList<String>();
    replay
        .snapshot()
        .filter(snapshot -> !snapshot.isEmpty())
        .ifPresent(snapshot -> entries.addAll(List.of(text(snapshot).split(SEPARATOR, -1))));
    replay.records().forEach(record -> entries.add(text(record)));
    return entries;
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }
}
