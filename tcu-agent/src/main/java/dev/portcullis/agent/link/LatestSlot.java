package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Room for one message of a kind: the latest. It is owed to the broker anew on each connection,
 * because a broker that was restarted may have forgotten it. {@link #put} is for any thread, all
 * else the supervisor's alone.
 */
final class LatestSlot {

  private final Outlet.Latest outlet;
  private final Pauses pauses;
  private final AtomicReference<Optional<Bytes>> newer = new AtomicReference<>(Optional.empty());
  private Optional<Bytes> latest = Optional.empty();
  private Optional<InFlight> inFlight = Optional.empty();
  private boolean owed;
  private long notBefore;
  private int refusals;

  LatestSlot(Outlet.Latest outlet, Pauses pauses) {
    this.outlet = outlet;
    this.pauses = pauses;
  }

  /** Makes {@code message} the latest; tells whether the supervisor has to be told of it. */
  boolean put(Bytes message) {
    return newer.getAndSet(Optional.of(message)).isEmpty();
  }

  /** Replaces what is shown; one that was sent and not answered is let finish first. */
  void take(long now) {
    newer
        .getAndSet(Optional.empty())
        .ifPresent(message -> {
          latest = Optional.of(message);
          owed = true;
          notBefore = now;
          refusals = 0;
        });
  }

  /** What is to be sent at {@code now}. */
  Optional<Publication.Shown> due(long now) {
    boolean sendable = owed && inFlight.isEmpty() && now - notBefore >= 0;
    return sendable
        ? latest.map(message -> new Publication.Shown(outlet, message))
        : Optional.empty();
  }

  /** 1 if one was sent and not answered. */
  int inFlight() {
    return inFlight.isPresent() ? 1 : 0;
  }

  /** Notes that it was sent. */
  void sent(InFlight sent) {
    inFlight = Optional.of(sent);
    owed = false;
  }

  /** Notes that the broker has what was sent. */
  void taken() {
    inFlight = Optional.empty();
    refusals = 0;
  }

  /** Puts off {@code message}, which the broker refused, if there is none newer. */
  void refused(Bytes message, long now) {
    inFlight = Optional.empty();
    if (latest.filter(message::equals).isPresent()) {
      owed = true;
      refusals++;
      notBefore = now + pauses.after(refusals).toNanos();
    }
  }

  /** The connection is gone: the latest is owed to the next. */
  void unsend(long now) {
    inFlight = Optional.empty();
    owed = latest.isPresent();
    notBefore = now;
  }

  /** Whether an answer is overdue at {@code now}. */
  boolean isOverdue(long now) {
    return inFlight.filter(sent -> sent.isOverdue(now)).isPresent();
  }

  /** Nanoseconds from {@code now} until something here wants to be looked at. */
  long untilDue(long now) {
    if (inFlight.isPresent()) {
      return inFlight.get().deadline() - now;
    }
    return owed ? notBefore - now : Long.MAX_VALUE;
  }
}
