package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.CheckpointCodec;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.phone.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody puts last week's disk back to have a revoked key again. The vehicle finds out from its
 * own signature, and is itself again once it has been told anew what it forgot.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class OldDiskImageIT {

  private static final int TRIES = 40;

  @TempDir private Path folder = Path.of("");

  @Test
  void anOldImageOfTheDiskIsNoticedRefusedAndMended() throws Exception {
    try (var rig = Rig.start(folder, EmbeddedBroker::start)) {
      var notices = new CopyOnWriteArrayList<OwnerNotice>();
      rig.backEnd().notices().observe(notice -> notices.add(notice.what()));
      var owner = new Owner(rig);
      var state = rig.estate().folder().resolve("state");
      var image = folder.resolve("image");

      rig.startReadyAgent().close();
      copy(state, image);
      var agent = rig.startReadyAgent();
      assertEquals(Optional.empty(), refusal(owner));
      long before = count(rig);
      var revocation = revocation(rig);
      state(rig, revocation);
      await("a checkpoint of the revocation", () -> count(rig) > before);
      agent.close();

      copy(image, state);
      var _ = rig.startReadyAgent();
      await("the notice", () -> notices.contains(new OwnerNotice.StateRolledBack()));
      assertEquals(Optional.of(RefusalCode.STATE_ROLLED_BACK), refusal(owner));

      state(rig, revocation);
      await("the other notice", () -> notices.contains(new OwnerNotice.StateRestored()));
      assertEquals(Optional.empty(), refusal(owner));
    }
  }

  private static Statements.Signed revocation(Rig rig) throws IOException {
    var somebody = Digest.of(Bytes.utf8("the key of a phone that was lost"));
    return new Statements(rig.phone().key(), new SecureRandom())
        .revoke(Provisioning.EPOCH, List.of(somebody));
  }

  /** Brings a statement to the vehicle, and waits for its receipt. */
  private static void state(Rig rig, Statements.Signed statement) throws InterruptedException {
    var answered = new CountDownLatch(1);
    rig.backEnd()
        .receipts()
        .expect(new CommandId(statement.id().value()), _ -> answered.countDown());
    var _ =
        rig.backEnd().courier().statement(rig.estate().vehicle(), statement.encoded()).orFault();
    assertTrue(answered.await(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS), "no receipt");
  }

  /** The code with which a lock is refused; nothing where it is done. */
  private static Optional<RefusalCode> refusal(Owner owner) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      var sent = owner.send(Order.lock());
      assertTrue(owner.hasReceiptsWithin(List.of(sent), Rig.PATIENCE), "no receipt");
      var answer = owner.answer(sent);
      if (answer.receipt().outcome() == ReceiptOutcome.DONE) {
        return Optional.empty();
      }
      var code = answer.detail().orElseThrow().code();
      // A vehicle that has just started may not know the time, or its bus, yet.
      if (!code.equals(Optional.of(RefusalCode.NO_TRUSTED_TIME))
          && !code.equals(Optional.of(RefusalCode.STATE_UNKNOWN))) {
        return code;
      }
    }
    throw new AssertionError("the vehicle never knew its state");
  }

  private static long count(Rig rig) {
    return rig.backEnd().checkpoints().newest(rig.estate().vehicle()).stream()
        .mapToLong(encoded -> CheckpointCodec.parse(encoded).orFault().claims().count())
        .sum();
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Rig.PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(from)) {
      all = walk.toList();
    }
    delete(to);
    for (Path each : all) {
      Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (var walk = Files.walk(folder)) {
      all = walk.toList();
    }
    for (Path each : all.reversed()) {
      Files.delete(each);
    }
  }
}
