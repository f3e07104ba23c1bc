package dev.portcullis.can.testing;

import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessStore;
import dev.portcullis.can.secoc.FreshnessValue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Freshness that survives what uses it, and not the process. */
public final class MemoryFreshness implements FreshnessStore {

  private final Map<DataId, FreshnessValue> reserved = new ConcurrentHashMap<>();

  /** Nothing was ever used. */
  public MemoryFreshness() {}

  @Override
  public FreshnessValue reservedUpTo(DataId id) {
    return reserved.getOrDefault(id, FreshnessValue.NONE_YET);
  }

  @Override
  public Reservation reserve(DataId id, FreshnessValue upTo) {
    reserved.put(id, upTo);
    return Reservation.DURABLE;
  }

  @Override
  public void giveBack(DataId id, FreshnessValue last) {
    reserved.put(id, last);
  }
}
