package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.ecu.BodyFault;
import dev.portcullis.simulator.endtoend.Audit.Burst;
import dev.portcullis.simulator.endtoend.Owner.Sent;
import dev.portcullis.simulator.phone.RemotePhone;
import dev.portcullis.simulator.phone.Wish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole path over Debian's mosquitto with the configuration that the repository ships. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class MosquittoIT {

  private static final int PHONE_COMMANDS = 6;
  private static final int COMMANDS_AROUND_RESTARTS = 20;
  private static final int COMMANDS_OVER_A_BAD_NETWORK = 50;
  private static final int LARGEST_BURST = 3;
  private static final int WHILE_UNDER_WAY_MILLIS = 60;
  private static final Duration LATE = Duration.ofMillis(40);
  private static final Duration BETWEEN_RESETS = Duration.ofSeconds(2);

  @TempDir private static Path folder;
  private static Rig rig;
  private static Owner owner;
  private static Witness witness;
  private static AgentProcess agent;

  @BeforeAll
  static void startEverything() throws Exception {
    rig = Rig.start(folder, Mosquitto::start);
    owner = new Owner(rig);
    witness = new Witness(rig.vehicle());
    agent = rig.startReadyAgent();
  }

  @AfterAll
  static void endEverything() {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void aPhoneOpensTheCarOverTheBrokerAlone() throws Exception {
    long before = witness.commands();
    try (var link = rig.phoneLink()) {
      var phone = new RemotePhone(rig.phone(), Provisioning.APP, link, Rig.PATIENCE);
      for (int i = 0; i < PHONE_COMMANDS; i++) {
        var wish = Wish.of(i % 2 == 0 ? CommandName.UNLOCK : CommandName.LOCK);
        var answer = phone.fulfil(wish).orFault();
        assertEquals(ReceiptOutcome.DONE, answer.receipt().outcome(), answer::toString);
      }
    }
    assertEquals(PHONE_COMMANDS, witness.commands() - before);
  }

  @Test
  void noCommandIsLostOrCarriedOutTwiceWhenTheBrokerIsStartedAgain() throws Exception {
    var random = seeded("restarts");
    var orders = Orders.of(COMMANDS_AROUND_RESTARTS);
    var bursts = new ArrayList<Burst>();
    rig.vehicle().set(new BodyFault.Late(LATE));
    while (!orders.isEmpty()) {
      var from = witness.now();
      var sent = orders.send(owner, 1 + random.nextInt(LARGEST_BURST));
      if (bursts.size() % 3 == 1) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(WHILE_UNDER_WAY_MILLIS));
        ((Mosquitto) rig.broker()).restart();
      }
      bursts.add(answered(sent, from));
    }
    audit("restarts", bursts);
  }

  @Test
  void noCommandIsLostOrCarriedOutTwiceWhileTheConnectionIsResetEveryFewSeconds() throws Exception {
    var random = seeded("resets");
    var orders = Orders.of(COMMANDS_OVER_A_BAD_NETWORK);
    var bursts = new ArrayList<Burst>();
    int resetsBefore = rig.network().resets();
    rig.vehicle().set(new BodyFault.Late(LATE));
    var next = System.nanoTime();
    while (!orders.isEmpty()) {
      var from = witness.now();
      var sent = orders.send(owner, 1 + random.nextInt(LARGEST_BURST));
      if (System.nanoTime() >= next) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(WHILE_UNDER_WAY_MILLIS));
        rig.network().reset();
        next = System.nanoTime() + BETWEEN_RESETS.toNanos() + random.nextLong(1_000_000_000);
      }
      bursts.add(answered(sent, from));
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
    }
    audit("resets", bursts);
    int resets = rig.network().resets() - resetsBefore;
    assertTrue(resets >= 5, () -> "only " + resets + " resets");
  }

  private static Random seeded(String what) {
    long seed = Long.getLong("network.seed", System.nanoTime());
    System.out.println("MosquittoIT: " + what + ", -Dnetwork.seed=" + seed);
    return new Random(seed);
  }

  private static Burst answered(List<Sent> sent, MonotonicTime from) throws InterruptedException {
    assertTrue(
        owner.hasReceiptsWithin(sent, Rig.PATIENCE),
        () ->
            "no receipt for "
                + owner.unanswered(sent)
                + "; the agent decided "
                + agent.decisions()
                + " and says "
                + agent.errors());
    return new Burst(sent, from, witness.now());
  }

  private static void audit(String what, List<Burst> bursts) {
    rig.vehicle().set(BodyFault.Plain.NONE);
    var audit = new Audit(owner, witness);
    bursts.forEach(audit::check);
    System.out.println("MosquittoIT: " + what + ": " + audit.summary());
    assertTrue(audit.count(ReceiptOutcome.DONE) > 0, "nothing was done at all");
  }
}
