package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;
import java.util.HashSet;
import java.util.Set;

/** Keeps the outbox within its bounds, for callers on any thread. */
final class Admission {

  private final int most;
  private final long mostBytes;
  private final Set<OutboxId> held = new HashSet<>();
  private long bytes;
  private boolean closed;

  Admission(LinkSettings.Bounds bounds) {
    this.most = bounds.outbox();
    this.mostBytes = bounds.outboxBytes();
  }

  /** Reserves room for a message, unless there is none. */
  synchronized Offer admit(OutboxId id, Bytes message) {
    if (closed) {
      return Offer.CLOSED;
    }
    if (held.contains(id)) {
      return Offer.ALREADY_HELD;
    }
    if (held.size() == most || bytes + message.size() > mostBytes) {
      return Offer.FULL;
    }
    held.add(id);
    bytes += message.size();
    return Offer.TAKEN;
  }

  /** Gives the room back. */
  synchronized void release(OutboxId id, Bytes message) {
    if (held.remove(id)) {
      bytes -= message.size();
    }
  }

  /** Takes nothing more. */
  synchronized void close() {
    closed = true;
  }
}
