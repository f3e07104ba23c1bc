package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The receipts on their way, in the order they were offered; the supervisor's alone. A receipt
 * leaves it only by the broker's success code.
 */
final class Outbox {

  private static final class Entry {
    final Publication.Receipt receipt;
    Optional<InFlight> inFlight = Optional.empty();
    long notBefore;
    int refusals;

    Entry(Publication.Receipt receipt, long now) {
      this.receipt = receipt;
      this.notBefore = now;
    }
  }

  private final Map<OutboxId, Entry> entries = new LinkedHashMap<>();
  private final Pauses pauses;
  private int inFlight;

  Outbox(Pauses pauses) {
    this.pauses = pauses;
  }

  /** Takes a receipt to be sent from {@code now} on. */
  void add(OutboxId id, Bytes receipt, long now) {
    entries.put(id, new Entry(new Publication.Receipt(id, receipt), now));
  }

  /** How many were sent and not answered. */
  int inFlight() {
    return inFlight;
  }

  /** The receipts to be sent at {@code now}, the first offered first, at most {@code most}. */
  List<Publication.Receipt> due(long now, int most) {
    var due = new ArrayList<Publication.Receipt>();
    for (Entry entry : entries.values()) {
      if (due.size() >= most) {
        break;
      }
      if (entry.inFlight.isEmpty() && now - entry.notBefore >= 0) {
        due.add(entry.receipt);
      }
    }
    return due;
  }

  /** Notes that a receipt was sent. */
  void sent(OutboxId id, InFlight sent) {
    Entry entry = entries.get(id);
    if (entry != null && entry.inFlight.isEmpty()) {
      entry.inFlight = Optional.of(sent);
      inFlight++;
    }
  }

  /** Forgets a receipt that the broker has; tells whether it was still here. */
  Optional<Publication.Receipt> taken(OutboxId id) {
    Entry entry = entries.remove(id);
    if (entry == null) {
      return Optional.empty();
    }
    land(entry);
    return Optional.of(entry.receipt);
  }

  /** Puts off a receipt that the broker refused. */
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
