package dev.portcullis.can.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.testing.FakeCanPort;
import dev.portcullis.can.watch.BaselineRefusal.Reason;
import dev.portcullis.can.watch.TestBus.Timed;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandingWatchTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final long GENEROUS = Duration.ofSeconds(30).toNanos();
  private static final Baseline LEARNED = TestBus.learned();
  private static final Alarm STRANGER =
      new Alarm(
          FindingKind.UNKNOWN_ID,
          Optional.of("7FF"),
          "no message of the description has this identifier",
          1);

  private final AtomicLong now = new AtomicLong();
  private final FakeCanPort adapter = new FakeCanPort(now::get);
  private final List<Alarm> alarms = new CopyOnWriteArrayList<>();
  private final CountDownLatch mayTell = new CountDownLatch(1);
  private final StandingWatch watch =
      StandingWatch.start(
          new Detectors(TestBus.DESCRIPTION, LEARNED, WatchSettings.usual()),
          alarm -> {
            try {
              mayTell.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            alarms.add(alarm);
          },
          now::get);

  @AfterEach
  void close() {
    mayTell.countDown();
    watch.close();
  }

  private void open() {
    var _ = watch.before(adapter).open(new Nobody()).orFault();
  }

  private void hear(List<Timed> frames, long after) {
    for (Timed each : frames) {
      now.set(after + each.nanos());
      adapter.deliver(each.frame());
    }
  }

  private void stranger() {
    adapter.deliver(TestBus.frame(0x7ff, "00"));
  }

  private boolean toldAsASum(FindingKind kind) {
    return alarms.stream().anyMatch(it -> it.kind() == kind && it.about().isEmpty());
  }

  private boolean toldOneByOne(FindingKind kind) {
    return alarms.stream().anyMatch(it -> it.kind() == kind && it.about().isPresent());
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + GENEROUS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "never so");
      LockSupport.parkNanos(A_MOMENT);
    }
  }

  @Test
  void whatIsFoundIsToldByTheNameOfTheMessage() {
    mayTell.countDown();
    open();
    stranger();
    until(() -> alarms.size() == 1);
    assertEquals(STRANGER, alarms.getFirst());
    adapter.deliver(TestBus.frame(720, "00"));
    until(() -> alarms.size() == 2);
    assertEquals(Optional.of("SPEED"), alarms.getLast().about());
    assertEquals("WRONG_LENGTH: 1 bytes, not 8 to 8", alarms.getLast().line());
  }

  @Test
  void whoDoesNotTakeAlarmsHoldsUpNobodyAndAFloodIsSummedUp() {
    open();
    for (int i = 0; i < 20_000; i++) {
      now.addAndGet(TestBus.MILLI / 10);
      adapter.deliver(TestBus.frame(0x700 + i % 128, "00"));
      adapter.deliver(TestBus.frame(720, "00"));
    }
    assertEquals(40_000, watch.report().frames());
    mayTell.countDown();
    now.addAndGet(TestBus.SECOND);
    // The sum and what was told one by one come in either order: the teller may have been held up
    // with the first finding or with several.
    until(() -> toldAsASum(FindingKind.UNKNOWN_ID));
    until(() -> toldOneByOne(FindingKind.UNKNOWN_ID) && toldOneByOne(FindingKind.WRONG_LENGTH));
    assertTrue(alarms.size() < 80, alarms.size() + " alarms for two seconds");
  }

  @Test
  void aLostAdapterMakesNobodySilent() {
    mayTell.countDown();
    open();
    hear(TestBus.drive(2, 5 * TestBus.SECOND), 0);
    adapter.vanish();
    now.addAndGet(60 * TestBus.SECOND);
    adapter.comeBack();
    open();
    hear(TestBus.drive(3, 5 * TestBus.SECOND), 65 * TestBus.SECOND);
    stranger();
    until(() -> !alarms.isEmpty());
    assertEquals(List.of(STRANGER), alarms);
  }

  @Test
  void anotherBaselineTakesOverWhileFramesCome() {
    mayTell.countDown();
    open();
    var none = new BaselineLearner(TestBus.DESCRIPTION, 500_000).learned();
    var file = BaselineCodec.encode(none, TestBus.DESCRIPTION);
    assertEquals(Outcome.passed(none), watch.exchange(file));
    assertEquals(0, watch.report().frames());
    stranger();
    until(() -> alarms.equals(List.of(STRANGER)));
  }

  @Test
  void aDamagedOrUnfittingBaselineIsRefusedByNameAndTheOldOneStays() {
    mayTell.countDown();
    open();
    stranger();
    var file = BaselineCodec.encode(LEARNED, TestBus.DESCRIPTION);
    assertEquals(
        Outcome.refused(new BaselineRefusal(Reason.NOT_JSON, "file")),
        watch.exchange(file.slice(0, file.size() - 3)));
    var other = new String(file.toArray(), java.nio.charset.StandardCharsets.UTF_8);
    String digest = TestBus.DESCRIPTION.digest().value().hex();
    assertEquals(
        Outcome.refused(new BaselineRefusal(Reason.OTHER_DESCRIPTION, "baseline.dbc")),
        watch.exchange(Bytes.utf8(other.replace(digest, "0".repeat(digest.length())))));
    assertEquals(1, watch.report().frames());
  }
}
