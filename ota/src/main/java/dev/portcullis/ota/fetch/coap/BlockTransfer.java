package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Bytes;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which block to ask for when, and what has come in order: the part of a transfer that knows
 * neither network nor clock. Everything it holds is bounded by the window. For one thread.
 */
final class BlockTransfer {

  /** A block that is asked for, and how often it was. */
  private static final class Flight {
    private final long offset;
    private long sentAt;
    private int attempts;
    private boolean isLost;

    Flight(long offset) {
      this.offset = offset;
    }
  }

  private record Sent(long offset, long at) {}

  /** A request to send now. */
  record Ask(int token, long offset, BlockSize size) {}

  /** Requests that leave at once after a pause of this side's own: no more than a burst. */
  private static final int BURST = 4;

  private static final int MOST_ATTEMPTS = 8;

  /** How much later than a request another must have been sent, to tell a loss from a detour. */
  private static final int PART_OF_ROUND_TRIP = 4;

  private final BlockWindow window;
  private final long end;
  private final RoundTrip roundTrip = new RoundTrip();
  private final Congestion congestion;

  /** By offset. */
  private final Map<Long, Flight> flights = new LinkedHashMap<>();

  /** By token, oldest first: an answer to a request that was given up still counts. */
  private final Map<Integer, Sent> sent = new LinkedHashMap<>();

  private final TreeMap<Long, Bytes> early = new TreeMap<>();
  private final ArrayDeque<Bytes> inOrder = new ArrayDeque<>();

  private BlockSize size;
  private long next;
  private long unasked;
  private int lastToken;
  private long sendAt = Long.MIN_VALUE;
  private long lastProgress = Long.MIN_VALUE;
  private boolean hasGivenUp;

  /**
   * The bytes of a file from {@code from} to {@code end}.
   *
   * @param from a multiple of the window's size
   */
  BlockTransfer(BlockWindow window, long from, long end) {
    this.window = window;
    this.congestion = new Congestion(window.blocks());
    this.size = window.size();
    this.next = from;
    this.unasked = from;
    this.end = end;
  }

  BlockSize size() {
    return size;
  }

  boolean isDone() {
    return next >= end && inOrder.isEmpty();
  }

  /** Whether a block was asked for as often as there is any sense in it. */
  boolean hasGivenUp() {
    return hasGivenUp;
  }

  /** The request to send at this moment, if there is one. */
  Optional<Ask> ask(long now) {
    if (sendAt != Long.MIN_VALUE && now - sendAt < 0) {
      return Optional.empty();
    }
    findLost(now);
    if (hasGivenUp) {
      return Optional.empty();
    }
    var again = flights.values().stream().filter(each -> each.isLost).findFirst();
    return again
        .or(() -> inFlight() < congestion.window() && mayGoOn() ? Optional.of(fresh()) : again)
        .map(flight -> send(flight, now));
  }

  private boolean mayGoOn() {
    // Until the first answer nobody knows the size of blocks.
    return unasked < end
        && (roundTrip.isKnown()
            ? unasked - next < (long) window.span() * size.bytes()
            : flights.isEmpty());
  }

  private long inFlight() {
    return flights.values().stream().filter(each -> !each.isLost).count();
  }

  private Flight fresh() {
    var flight = new Flight(unasked);
    flights.put(unasked, flight);
    unasked += size.bytes();
    return flight;
  }

  private Ask send(Flight flight, long now) {
    flight.isLost = false;
    flight.sentAt = now;
    flight.attempts++;
    lastToken++;
    sent.put(lastToken, new Sent(flight.offset, now));
    if (sent.size() > 2 * window.span() + BURST) {
      dropOldest();
    }
    long interval = roundTrip.isKnown() ? roundTrip.smoothed() / congestion.window() : 0;
    // A thread that woke late makes up for it, but not all at once.
    sendAt = sendAt == Long.MIN_VALUE ? now : Math.max(sendAt, now - BURST * interval);
    sendAt += interval;
    return new Ask(lastToken, flight.offset, size);
  }

  private void dropOldest() {
    Iterator<Integer> tokens = sent.keySet().iterator();
    tokens.next();
    tokens.remove();
  }

  private void findLost(long now) {
    boolean isSilent = false;
    for (var flight : flights.values()) {
      if (!flight.isLost && now - flight.sentAt >= roundTrip.wait(flight.attempts)) {
        isSilent |= lastProgress == Long.MIN_VALUE || flight.sentAt - lastProgress > 0;
        isLost(flight, now);
      }
    }
    if (isSilent) {
      congestion.silent();
    }
  }

  private void isLost(Flight flight, long now) {
    flight.isLost = true;
    hasGivenUp |= flight.attempts >= MOST_ATTEMPTS;
    congestion.lost(roundTrip, now);
  }

  /** When to look again if nothing comes before. */
  long waitUntil(long now) {
    boolean waitsForPacing =
        flights.values().stream().anyMatch(each -> each.isLost)
            || (inFlight() < congestion.window() && mayGoOn());
    long paced = Math.max(sendAt, now);
    return waitsForPacing
        ? paced
        : flights.values().stream()
            .map(flight -> flight.sentAt + roundTrip.wait(flight.attempts))
            .min(Comparator.naturalOrder())
            .orElse(paced);
  }

  /** The offset that the request of this token asked for, if it is one of ours. */
  Optional<Long> asked(int token) {
    return Optional.ofNullable(sent.get(token)).map(Sent::offset);
  }

  /** Takes the answer to the request of this token, of this transfer's size of blocks. */
  void answered(int token, Bytes bytes, long now) {
    var request = sent.remove(token);
    if (request == null) {
      return;
    }
    roundTrip.measured(now - request.at());
    lastProgress = Math.max(lastProgress, request.at());
    congestion.answered(roundTrip, now);
    if (flights.remove(request.offset()) != null) {
      early.put(request.offset(), bytes);
      while (early.containsKey(next)) {
        var block = early.remove(next);
        inOrder.add(block);
        next += block.size();
      }
    }
    long late = request.at() - roundTrip.smoothed() / PART_OF_ROUND_TRIP;
    for (var flight : flights.values()) {
      if (!flight.isLost && flight.sentAt - late < 0) {
        isLost(flight, now);
      }
    }
  }

  /**
   * The server gives smaller blocks: those are asked for from the first missing byte on. What came
   * early, and what is on its way, is of no use.
   */
  void shrink(BlockSize smaller) {
    size = smaller;
    early.clear();
    forgetRequests();
    flights.clear();
    unasked = next;
  }

  /** The connection is another one: whatever is outstanding is asked for again. */
  void forgetRequests() {
    sent.clear();
    flights.values().forEach(each -> each.isLost = true);
  }

  /** The next bytes in order, if there are any. */
  Optional<Bytes> poll() {
    return Optional.ofNullable(inOrder.poll());
  }
}
