package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.simulator.ecu.BodyFault;
import dev.portcullis.simulator.endtoend.Audit.Burst;
import dev.portcullis.simulator.endtoend.Owner.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent is killed (SIGKILL) again and again while it works through 50 commands. What it says
 * afterwards must fit what happened on the bus. {@code -Dkill.seed=N} repeats a run's choices.
 */
final class AgentKilledIT {

  private static final int COMMANDS = 50;
  private static final int LARGEST_BURST = 3;
  private static final int SOON_MILLIS = 150;
  private static final int AT_THE_FRAME_MILLIS = 30;
  private static final int STARTING_MILLIS = 1500;
  private static final int SIGTERM = 128 + 15;
  private static final Duration LATE = Duration.ofMillis(80);

  /** When an agent is killed. */
  private enum Moment {
    /** Not in this burst. */
    NEVER,
    /** Anywhere from the first delivery on. */
    SOON,
    /** Once its frame is on the bus, mostly before the car has answered. */
    AT_THE_FRAME,
    /** Once the car has answered, with every acknowledgement and receipt still on its way. */
    ACKNOWLEDGEMENT_ON_ITS_WAY,
    /** As {@link #SOON}, and its successor while it starts. */
    TWICE
  }

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void noCommandIsLostOrCarriedOutTwiceHoweverOftenTheAgentIsKilled() throws Exception {
    long seed = Long.getLong("kill.seed", System.nanoTime());
    System.out.println("AgentKilledIT: -Dkill.seed=" + seed);
    try (var rig = Rig.start(folder, EmbeddedBroker::start)) {
      var run = new Run(rig, new Random(seed));
      run.sendEverything();
      run.audit();
    }
  }

  private static final class Run {

    private final Rig rig;
    private final Random random;
    private final Owner owner;
    private final Witness witness;
    private final Audit audit;
    private final Orders orders = Orders.of(COMMANDS);
    private final Deque<Moment> moments = new ArrayDeque<>();
    private final List<Burst> bursts = new ArrayList<>();
    private AgentProcess agent;
    private int kills;

    Run(Rig rig, Random random) throws IOException, InterruptedException {
      this.rig = rig;
      this.random = random;
      this.owner = new Owner(rig);
      this.witness = new Witness(rig.vehicle());
      this.audit = new Audit(owner, witness);
      this.agent = rig.startReadyAgent();
    }

    void sendEverything() throws IOException, InterruptedException {
      while (!orders.isEmpty()) {
        burst();
      }
      // Whatever was not acknowledged comes again now, to the last agent.
      replace();
    }

    private void burst() throws IOException, InterruptedException {
      rig.vehicle().set(fault());
      var moment = nextMoment();
      var from = witness.now();
      long framesBefore = witness.commands();
      if (moment == Moment.ACKNOWLEDGEMENT_ON_ITS_WAY) {
        rig.network().holdUpwards();
      }
      var sent = orders.send(owner, 1 + random.nextInt(LARGEST_BURST));
      switch (moment) {
        case NEVER -> {}
        case SOON -> {
          pause(SOON_MILLIS);
          replace();
        }
        case AT_THE_FRAME -> {
          awaitFrame(framesBefore);
          pause(AT_THE_FRAME_MILLIS);
          replace();
        }
        case ACKNOWLEDGEMENT_ON_ITS_WAY -> {
          awaitDecisions(sent);
          replace();
        }
        case TWICE -> {
          pause(SOON_MILLIS);
          kill();
          agent = rig.startAgent();
          pause(STARTING_MILLIS);
          replace();
        }
      }
      assertTrue(
          owner.hasReceiptsWithin(sent, Rig.PATIENCE),
          () ->
              "no receipt after "
                  + moment
                  + " for one of "
                  + owner.unanswered(sent)
                  + "; the last agent decided "
                  + agent.decisions());
      bursts.add(new Burst(sent, from, witness.now()));
    }

    /** Each sort of moment as often as the others, in a random order. */
    private Moment nextMoment() {
      if (moments.isEmpty()) {
        var all = new ArrayList<>(List.of(Moment.values()));
        Collections.shuffle(all, random);
        moments.addAll(all);
      }
      return moments.pop();
    }

    /** A body controller that takes its time leaves room to be killed in. */
    private BodyFault fault() {
      return switch (random.nextInt(6)) {
        case 0 -> BodyFault.Plain.NONE;
        case 1 -> BodyFault.Plain.DEAF;
        default -> new BodyFault.Late(LATE);
      };
    }

    private void awaitFrame(long before) throws InterruptedException {
      for (long end = System.nanoTime() + 1_000_000_000L;
          witness.commands() == before && System.nanoTime() < end; ) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }

    private void awaitDecisions(List<Sent> sent) throws InterruptedException {
      for (var each : sent) {
        assertTrue(
            agent.saysWithin(
                line -> AgentProcess.is(line, "command", each.id().hex()), Rig.PATIENCE),
            () -> "no decision about " + each);
      }
    }

    private void pause(int mostMillis) throws InterruptedException {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(mostMillis));
    }

    private void kill() {
      agent.kill();
      rig.network().reset();
      kills++;
    }

    private void replace() throws IOException, InterruptedException {
      var before = rig.boot();
      kill();
      agent = rig.startAgent();
      rig.awaitReady(agent, before);
    }

    void audit() throws IOException {
      assertEquals(SIGTERM, agent.stop(), "the last agent did not stop in peace");
      bursts.forEach(audit::check);
      var last = bursts.getLast();
      assertEquals(List.of(), witness.commands(last.to(), witness.now()), "frames after the end");
      var journal = Decisions.read(rig.journal());
      journal.assertEveryIntentEnded();
      bursts.stream()
          .flatMap(burst -> burst.sent().stream())
          .forEach(sent ->
              assertEquals(
                  Optional.ofNullable(journal.receipts().get(sent.id())),
                  Optional.of(List.of(owner.receipts(sent).getFirst().encoded())),
                  () -> "the journal's decisions about " + sent));
      long recognised =
          rig.agents().stream()
              .flatMap(each -> each.decisions().stream())
              .filter(line -> AgentProcess.is(line, "code", "REPLAYED"))
              .count();
      System.out.printf(
          "AgentKilledIT: %d kills: %s; %d intents, %d commands were known when delivered again%n",
          kills, audit.summary(), journal.intents().size(), recognised);
      assertTrue(audit.count(ReceiptOutcome.DONE) > 0, "nothing was done at all");
      assertTrue(recognised > 0, "no command was delivered again, so this test showed little");
    }
  }
}
