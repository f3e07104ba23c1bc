package dev.portcullis.agent.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must arrive and is on its way, in the order they were offered; the supervisor's alone. A
 * message leaves it only by the broker's success code.
 */
final class Outbox {

  private static final class Entry {
    final Publication.Kept message;
    Optional<InFlight> inFlight = Optional.empty();
    long notBefore;
    int refusals;

    Entry(Publication.Kept message, long now) {
      this.message = message;
      this.notBefore = now;
    }
  }

  private final Map<OutboxId, Entry> entries = new LinkedHashMap<>();
  private final Pauses pauses;
  private int inFlight;

  Outbox(Pauses pauses) {
    this.pauses = pauses;
  }

  /** Takes a message to be sent from {@code now} on. */
  void add(Publication.Kept message, long now) {
    entries.put(message.id(), new Entry(message, now));
  }

  /** How many were sent and not answered. */
  int inFlight() {
    return inFlight;
  }

  /** The messages to be sent at {@code now}, the first offered first, at most {@code most}. */
  List<Publication.Kept> due(long now, int most) {
    var due = new ArrayList<Publication.Kept>();
    for (Entry entry : entries.values()) {
      if (due.size() >= most) {
        break;
      }
      if (entry.inFlight.isEmpty() && now - entry.notBefore >= 0) {
        due.add(entry.message);
      }
    }
    return due;
  }

  /** Notes that a message was sent. */
  void sent(OutboxId id, InFlight sent) {
    Entry entry = entries.get(id);
    if (entry != null && entry.inFlight.isEmpty()) {
      entry.inFlight = Optional.of(sent);
      inFlight++;
    }
  }

  /** Forgets a message that the broker has; tells whether it was still here. */
  Optional<Publication.Kept> taken(OutboxId id) {
    Entry entry = entries.remove(id);
    if (entry == null) {
      return Optional.empty();
    }
    land(entry);
    return Optional.of(entry.message);
  }

  /** Puts off a message that the broker refused. */
  void refused(OutboxId id, long now) {
    Entry entry = entries.get(id);
    if (entry != null) {
      land(entry);
      entry.refusals++;
      entry.notBefore = now + pauses.after(entry.refusals).toNanos();
    }
  }

  /** The connection is gone: whatever was not answered is to be sent again. */
  void unsend() {
    entries.values().forEach(this::land);
  }

  /** Whether an answer is overdue at {@code now}. */
  boolean isOverdue(long now) {
    return inFlight > 0
        && entries.values().stream()
            .anyMatch(entry -> entry.inFlight.filter(sent -> sent.isOverdue(now)).isPresent());
  }

  /** Nanoseconds from {@code now} until something here wants to be looked at. */
  long untilDue(long now) {
    long wait = Long.MAX_VALUE;
    for (Entry entry : entries.values()) {
      long at = entry.inFlight.map(InFlight::deadline).orElse(entry.notBefore);
      wait = Math.min(wait, at - now);
    }
    return wait;
  }

  private void land(Entry entry) {
    if (entry.inFlight.isPresent()) {
      entry.inFlight = Optional.empty();
      inFlight--;
    }
  }
}
