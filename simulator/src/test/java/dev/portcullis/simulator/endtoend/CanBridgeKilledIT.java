package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.BodyFault;
import dev.portcullis.simulator.endtoend.Owner.Sent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agent and can-bridge as two processes, of which either ends without a word. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class CanBridgeKilledIT {

  private static final Duration LATE = Duration.ofMillis(400);

  @TempDir private Path folder = Path.of("");

  private static Sent answered(Owner owner, Order order) throws InterruptedException {
    var sent = owner.send(order);
    assertTrue(owner.hasReceiptsWithin(List.of(sent), Rig.PATIENCE), "no receipt");
    return sent;
  }

  private static ReceiptOutcome outcome(Owner owner, Sent sent) {
    return owner.answer(sent).receipt().outcome();
  }

  private static Optional<RefusalCode> code(Owner owner, Sent sent) {
    return owner.answer(sent).detail().orElseThrow().code();
  }

  /** The state of the car is known again once every controller has spoken. */
  private static void untilDone(Owner owner, Order order) throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      if (outcome(owner, answered(owner, order)) == ReceiptOutcome.DONE) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("never done");
  }

  private static long connections(AgentProcess agent) {
    return agent.errors().lines().filter("bridge: connected"::equals).count();
  }

  private static void awaitConnections(AgentProcess agent, long count) throws InterruptedException {
    long end = System.nanoTime() + Rig.PATIENCE.toNanos();
    while (connections(agent) < count) {
      assertTrue(System.nanoTime() < end, agent::errors);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void aKilledBridgeLeavesItsActionUnconfirmedAndIsUsedAgainOnceItIsBack() throws Exception {
    try (var rig = Rig.startForTwoProcesses(folder, EmbeddedBroker::start)) {
      var bridge = rig.startCanBridge();
      var agent = rig.startReadyAgent();
      awaitConnections(agent, 1);
      var owner = new Owner(rig);
      var witness = new Witness(rig.vehicle());
      untilDone(owner, Order.unlock());

      rig.vehicle().set(new BodyFault.Late(LATE));
      long frames = witness.commands();
      var interrupted = owner.send(Order.lock());
      for (long end = System.nanoTime() + Rig.PATIENCE.toNanos(); witness.commands() == frames; ) {
        assertTrue(System.nanoTime() < end, agent::errors);
        TimeUnit.MILLISECONDS.sleep(1);
      }
      bridge.kill();
      assertTrue(owner.hasReceiptsWithin(List.of(interrupted), Rig.PATIENCE), agent::errors);
      assertEquals(ReceiptOutcome.UNKNOWN, outcome(owner, interrupted));
      assertEquals(Optional.of(RefusalCode.INTERRUPTED), code(owner, interrupted));

      var without = answered(owner, Order.unlock());
      assertEquals(ReceiptOutcome.REFUSED, outcome(owner, without));
      assertEquals(Optional.of(RefusalCode.ADAPTER_GONE), code(owner, without));
      assertEquals(frames + 1, witness.commands(), "nothing is repeated");

      rig.vehicle().set(BodyFault.Plain.NONE);
      var next = rig.startCanBridge();
      awaitConnections(agent, 2);
      untilDone(owner, Order.unlock());
      assertEquals(0, next.stop(), next::log);
      assertTrue(agent.isAlive());
    }
  }

  @Test
  void anAgentThatStopsOrDiesLeavesTheBridgeSilentUntilOneSaysHello() throws Exception {
    try (var rig = Rig.startForTwoProcesses(folder, EmbeddedBroker::start)) {
      var bridge = rig.startCanBridge();
      assertTrue(bridge.log().contains("silent until its agent is there"));
      var agent = rig.startReadyAgent();
      bridge.awaitLine("agent: connected");
      agent.kill();
      bridge.awaitLine("agent: gone: HUNG_UP");
      var witness = new Witness(rig.vehicle());
      assertEquals(0, witness.commands());
      var before = rig.boot();
      rig.network().reset();
      var second = rig.startAgent();
      rig.awaitReady(second, before);
      awaitConnections(second, 1);
      untilDone(new Owner(rig), Order.unlock());
    }
  }

  @Test
  void aDescriptionThatWasChangedIsNotStartedFromAndASecondBridgeNeither() throws Exception {
    try (var rig = Rig.startForTwoProcesses(folder, EmbeddedBroker::start)) {
      var _ = rig.startCanBridge();
      assertUnusable(rig.files().bridge(), "another can-bridge listens there");
      var map = rig.files().bridge().resolveSibling("commands.toml");
      Files.writeString(map, Files.readString(map) + "\n");
      assertUnusable(rig.files().bridge(), "0 of 1 signatures hold");
    }
  }

  private static void assertUnusable(Path configuration, String reason)
      throws IOException, InterruptedException {
    var line = Programs.canBridge("run", "--config", configuration.toString());
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), said);
    assertTrue(said.contains(reason) && said.contains("next: "), said);
    assertFalse(said.contains("Exception"), said);
  }
}
