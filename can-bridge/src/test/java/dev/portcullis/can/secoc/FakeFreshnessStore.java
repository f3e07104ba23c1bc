package dev.portcullis.can.secoc;

import java.util.HashMap;
import java.util.Map;

/** Flash that survives the objects that write to it, counts its writes, and fails when told to. */
final class FakeFreshnessStore implements FreshnessStore {

  private final Map<DataId, FreshnessValue> kept = new HashMap<>();
  private Reservation answer = Reservation.DURABLE;
  private int writes;

  static FakeFreshnessStore at(DataId id, long value) {
    var store = new FakeFreshnessStore();
    store.kept.put(id, new FreshnessValue(value));
    return store;
  }

  void answerFromNowOn(Reservation next) {
    answer = next;
  }

  int writes() {
    return writes;
  }

  @Override
  public FreshnessValue reservedUpTo(DataId id) {
    return kept.getOrDefault(id, FreshnessValue.NONE_YET);
  }

  @Override
  public void giveBack(DataId id, FreshnessValue last) {
    writes++;
    if (answer == Reservation.DURABLE) {
      kept.put(id, last);
    }
  }

  @Override
  public Reservation reserve(DataId id, FreshnessValue upTo) {
    writes++;
    if (answer == Reservation.DURABLE) {
      kept.put(id, upTo);
    }
    return answer;
  }
}
