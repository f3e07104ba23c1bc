package dev.portcullis.can.secoc;

import dev.portcullis.can.secoc.FreshnessStore.Reservation;

/** The values of one counter that a restart would skip. */
final class ReservedFreshness {

  private final DataId id;
  private final FreshnessStore store;
  private final FreshnessValue greatest;
  private ReservationBlock block;
  private FreshnessValue upTo;
  private FreshnessValue askedFor;

  ReservedFreshness(
      DataId id, FreshnessStore store, FreshnessValue greatest, ReservationBlock block) {
    this.id = id;
    this.store = store;
    this.greatest = greatest;
    this.block = block;
    this.upTo = store.reservedUpTo(id);
    this.askedFor = upTo;
  }

  /** Where the counter stands after a restart: whatever was reserved may have been used. */
  FreshnessValue upTo() {
    return upTo;
  }

  /** Sees to it that no restart brings back {@code value} or anything below. */
  Reservation cover(FreshnessValue value) {
    if (value.isAbove(upTo)) {
      upTo = store.reservedUpTo(id);
    }
    if (!value.isAbove(upTo)) {
      askAhead(value);
      return Reservation.DURABLE;
    }
    var end = endOfBlockFrom(value);
    return switch (store.reserve(id, end)) {
      case DURABLE -> {
        upTo = end;
        yield Reservation.DURABLE;
      }
      case FAILED -> Reservation.FAILED;
    };
  }

  /**
   * A disk takes its time, and whoever receives frames has none: the last third of a block is for
   * the next one to become durable in. Never more than a block lies ahead of what is used.
   */
  private void askAhead(FreshnessValue value) {
    long left = upTo.value() - value.value();
    if (left < block.values() / 3 && !askedFor.isAbove(upTo)) {
      askedFor = endOfBlockFrom(value);
      store.reserveAhead(id, askedFor);
    }
  }

  /**
   * Gives back what lies above {@code last}, which was the last value used. Whether or not that
   * became durable, values above it count as not reserved from now on; and what comes now is
   * reserved one by one, so that what is kept stays exact.
   */
  void giveBackAbove(FreshnessValue last) {
    block = new ReservationBlock(1);
    if (upTo.isAbove(last)) {
      upTo = last;
      store.giveBack(id, last);
    }
  }

  private FreshnessValue endOfBlockFrom(FreshnessValue value) {
    long further = block.values() - 1L;
    var left = new FreshnessValue(greatest.value() - value.value());
    return left.isAbove(new FreshnessValue(further))
        ? new FreshnessValue(value.value() + further)
        : greatest;
  }
}
