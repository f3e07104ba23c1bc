package dev.portcullis.can.secoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.secoc.FreshnessStore.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReservedFreshnessTest {

  private static final DataId ID = new DataId(1);
  private static final FreshnessValue GREATEST = new FreshnessValue(-1);
  private static final int BLOCK = 30;

  /** Reserves at once when waited for, and what is asked ahead when the test says so. */
  private static final class SlowStore implements FreshnessStore {
    private final List<FreshnessValue> waitedFor = new ArrayList<>();
    private final List<FreshnessValue> ahead = new ArrayList<>();
    private FreshnessValue durable = FreshnessValue.NONE_YET;

    void catchUp() {
      ahead.stream().filter(each -> each.isAbove(durable)).forEach(each -> durable = each);
      ahead.clear();
    }

    @Override
    public FreshnessValue reservedUpTo(DataId id) {
      return durable;
    }

    @Override
    public Reservation reserve(DataId id, FreshnessValue upTo) {
      waitedFor.add(upTo);
      durable = upTo;
      return Reservation.DURABLE;
    }

    @Override
    public void reserveAhead(DataId id, FreshnessValue upTo) {
      ahead.add(upTo);
    }

    @Override
    public void giveBack(DataId id, FreshnessValue last) {
      durable = last;
    }
  }

  private final SlowStore store = new SlowStore();
  private final ReservedFreshness reserved =
      new ReservedFreshness(ID, store, GREATEST, new ReservationBlock(BLOCK));

  private void use(long value) {
    assertEquals(Reservation.DURABLE, reserved.cover(new FreshnessValue(value)));
  }

  @Test
  void waitsForTheFirstBlockAndForNoneAfterItWhileTheDiskKeepsUp() {
    for (long value = 1; value <= 10_000; value++) {
      use(value);
      store.catchUp();
    }
    assertEquals(List.of(new FreshnessValue(BLOCK)), store.waitedFor);
  }

  @Test
  void asksOnceInTheLastThirdOfABlock() {
    for (long value = 1; value <= 20; value++) {
      use(value);
    }
    assertEquals(List.of(), store.ahead);
    for (long value = 21; value <= 30; value++) {
      use(value);
    }
    assertEquals(List.of(new FreshnessValue(50)), store.ahead);
  }

  @Test
  void waitsWhereTheDiskDoesNotKeepUp() {
    for (long value = 1; value <= 31; value++) {
      use(value);
    }
    assertEquals(List.of(new FreshnessValue(30), new FreshnessValue(60)), store.waitedFor);
  }

  @Test
  void whatIsUsedIsDurableAndNeverMoreThanABlockLiesAhead() {
    var random = new Random(6);
    long value = 0;
    for (int i = 0; i < 100_000; i++) {
      value += 1 + (random.nextInt(50) == 0 ? random.nextInt(100) : 0);
      use(value);
      if (random.nextInt(4) == 0) {
        store.catchUp();
      }
      long ahead = store.durable.value() - value;
      assertTrue(ahead >= 0 && ahead < BLOCK, "at " + value + ": " + ahead);
    }
  }

  @Test
  void onceGivenBackItKeepsEachValueExactly() {
    use(1);
    reserved.giveBackAbove(new FreshnessValue(1));
    assertEquals(new FreshnessValue(1), store.durable);
    use(2);
    assertEquals(new FreshnessValue(2), store.durable);
    assertEquals(List.of(), store.ahead);
  }
}
