package dev.portcullis.simulator.endtoend;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.Receipt;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.phone.Answer;
import dev.portcullis.simulator.phone.AppEvidence;
import dev.portcullis.simulator.phone.AppEvidence.Integrity;
import dev.portcullis.simulator.phone.Draft;
import dev.portcullis.simulator.phone.Phone;
import dev.portcullis.simulator.phone.SignedCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Sends commands and keeps every receipt that the vehicle signed, also those that come twice. */
final class Owner {

  private final Rig rig;
  private final Phone phone;
  private final Attestation app;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private final Map<CommandId, List<Kept>> receipts = new LinkedHashMap<>();

  /** A receipt, when it came. */
  record Kept(Bytes encoded, MonotonicTime at) {}

  /** A command that the broker has. */
  record Sent(Order order, Draft draft, SignedCommand signed) {
    CommandId id() {
      return draft.command().id();
    }
  }

  Owner(Rig rig) throws IOException {
    this.rig = rig;
    this.phone = rig.phone();
    this.app =
        rig.backEnd()
            .verifier()
            .appraise(
                new AppEvidence(
                    Provisioning.APP, Integrity.GENUINE, phone.key().signer().publicKey()));
    rig.backEnd().receipts().observe(this::keep);
  }

  /** Signs an order over the newest beacon and hands it to the command service. */
  Sent send(Order order) {
    var beacon = rig.backEnd().beacons().newest(rig.estate().vehicle()).orElseThrow().beacon();
    var handle = rig.backEnd().commands().handleFor(_ -> {});
    var draft = phone.draft(order.wish(), beacon, app, handle);
    var signed = phone.sign(draft);
    var id = rig.backEnd().commands().submit(signed);
    if (!id.equals(Outcome.passed(draft.command().id()))) {
      throw new AssertionError(order.wish() + " was not delivered: " + id);
    }
    return new Sent(order, draft, signed);
  }

  /** Waits until there is a receipt for each of {@code all}. */
  boolean hasReceiptsWithin(List<Sent> all, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (!all.stream().allMatch(sent -> receipts.containsKey(sent.id()))) {
        if (left <= 0) {
          return false;
        }
        left = came.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Those of {@code all} without a receipt so far, in words. */
  List<String> unanswered(List<Sent> all) {
    return all.stream()
        .filter(sent -> receipts(sent).isEmpty())
        .map(sent -> sent.order().wish().name() + " " + sent.id().hex())
        .toList();
  }

  /** The receipts for {@code sent}, in the order they came. */
  List<Kept> receipts(Sent sent) {
    lock.lock();
    try {
      return List.copyOf(receipts.getOrDefault(sent.id(), List.of()));
    } finally {
      lock.unlock();
    }
  }

  /** What the first receipt says, which must be our vehicle's and about this very command. */
  Answer answer(Sent sent) {
    return phone.read(receipts(sent).getFirst().encoded(), sent.draft(), sent.signed()).orFault();
  }

  private void keep(Receipt receipt, Bytes encoded) {
    lock.lock();
    try {
      receipts
          .computeIfAbsent(receipt.command(), _ -> new ArrayList<>())
          .add(new Kept(encoded, rig.vehicle().now()));
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
