package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Checkpoint;
import dev.portcullis.crypto.message.CheckpointCodec;
import dev.portcullis.crypto.message.NoticeCodec;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Everything the gate said, to the link and to whoever runs it. */
final class Heard implements Answers, Reports {

  private static final long DEADLINE_NANOS = 30_000_000_000L;
  private static final long LOOK_AGAIN_NANOS = 200_000;

  final List<Decision> decisions = new CopyOnWriteArrayList<>();
  final List<Long> policiesAdopted = new CopyOnWriteArrayList<>();
  final List<Long> policiesRefused = new CopyOnWriteArrayList<>();
  final List<RefusalCode> strangers = new CopyOnWriteArrayList<>();
  final Map<Long, Bytes> receipts = new ConcurrentSkipListMap<>();
  final List<Long> receiptOrder = new CopyOnWriteArrayList<>();
  final List<Bytes> repeated = new CopyOnWriteArrayList<>();
  final List<Bytes> beacons = new CopyOnWriteArrayList<>();
  final List<String> timesRefused = new CopyOnWriteArrayList<>();
  final List<DurableRefusal> journalRefusals = new CopyOnWriteArrayList<>();
  final List<Car.Actuation> runsEnded = new CopyOnWriteArrayList<>();
  final List<FilingAnswer> filed = new CopyOnWriteArrayList<>();
  final List<AttestationRefusal> evidenceRefused = new CopyOnWriteArrayList<>();
  final List<OwnerNotice> notices = new CopyOnWriteArrayList<>();
  final List<Bytes> checkpoints = new CopyOnWriteArrayList<>();
  final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private volatile Runnable onTimeBelowTheFloor = () -> {};
  final AtomicInteger timesKnown = new AtomicInteger();
  final AtomicInteger recoveries = new AtomicInteger();

  /** Waits until {@code condition} holds; fails, naming it, when it never does. */
  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (!condition.getAsBoolean()) {
      if (!faults.isEmpty()) {
        throw new AssertionError("a thread died while waiting for " + what, faults.getFirst());
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never came: " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** The one receipt there is, which may be on its way. */
  Bytes onlyReceipt() {
    await("a receipt", () -> !receipts.isEmpty());
    if (receipts.size() > 1) {
      throw new AssertionError(receipts.size() + " receipts");
    }
    return receipts.values().iterator().next();
  }

  @Override
  public void receipt(long sequence, Bytes receipt) {
    receipts.put(sequence, receipt);
    receiptOrder.add(sequence);
  }

  @Override
  public void again(Bytes receipt) {
    repeated.add(receipt);
  }

  @Override
  public void beacon(Bytes beacon) {
    beacons.add(beacon);
  }

  @Override
  public void decided(Decision decision) {
    decisions.add(decision);
  }

  @Override
  public void turnedStrangerAway(Decision decision, RefusalCode code, long took) {
    strangers.add(code);
    decisions.add(decision);
  }

  @Override
  public void timeKnown() {
    timesKnown.incrementAndGet();
  }

  @Override
  public void policyAdopted(long sequence) {
    policiesAdopted.add(sequence);
  }

  @Override
  public void policyRefused(long offered, long inForce) {
    policiesRefused.add(offered);
  }

  @Override
  public void timeRefused(String reason) {
    timesRefused.add(reason);
    if (reason.equals(TrustedTime.Refusal.BELOW_THE_FLOOR.name())) {
      onTimeBelowTheFloor.run();
    }
  }

  /** Runs on the gate's thread, when it refused a time below the floor. */
  void onTimeBelowTheFloor(Runnable then) {
    onTimeBelowTheFloor = then;
  }

  @Override
  public void filed(FilingKind kind, FilingAnswer answer) {
    filed.add(answer);
  }

  @Override
  public void evidenceRefused(AttestationRefusal reason) {
    evidenceRefused.add(reason);
  }

  @Override
  public void notice(Bytes notice) {
    var signed = NoticeCodec.parse(notice).orFault().verify(People.CAR.publicKey()).orFault();
    if (signed.number() != notices.size() + 1) {
      throw new AssertionError("notice " + signed.number() + " after " + notices.size());
    }
    notices.add(signed.what());
  }

  @Override
  public void checkpoint(Bytes checkpoint) {
    checkpoints.add(checkpoint);
  }

  /** The newest checkpoint that was published. */
  Checkpoint checkpoint() {
    return CheckpointCodec.parse(checkpoints.getLast())
        .orFault()
        .verify(People.CAR.publicKey())
        .orFault();
  }

  @Override
  public void journalRefused(DurableRefusal reason) {
    journalRefusals.add(reason);
  }

  @Override
  public void journalRecovered() {
    recoveries.incrementAndGet();
  }

  @Override
  public void runEnded(long sequence, Car.Actuation actuation) {
    runsEnded.add(actuation);
  }
}
