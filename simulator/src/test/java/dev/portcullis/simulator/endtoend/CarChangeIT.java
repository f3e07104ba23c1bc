package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.authority.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The description of the car is replaced while agent and can-bridge run, in both forms. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class CarChangeIT {

  private static final String HORN = "[actions.horn-lights]";
  private static final String IN_FORCE = "car: the description of sequence 2 is in force";

  @TempDir private Path folder = Path.of("");

  /** The car of sequence 2, which has no horn; signed as the first one. */
  private Path next(Rig rig, String sequence) throws IOException {
    var package2 = Files.createDirectories(folder.resolve("package-" + sequence));
    var text = Files.readString(Programs.CAR.resolve("commands.toml"));
    int from = text.indexOf(HORN);
    int to = text.indexOf("[actions.", from + 1);
    var commands =
        Bytes.utf8(
            (text.substring(0, from) + text.substring(to))
                .replace("sequence = 1", "sequence = " + sequence));
    var messages = Bytes.of(Files.readAllBytes(Programs.CAR.resolve("demo.dbc")));
    var signatures =
        DetachedSignatures.sign(
            List.of(rig.estate().signer(Holder.OEM, Holder.POLICY)),
            SignedDescription.TYPE,
            SignedDescription.payload(messages, commands));
    Files.write(package2.resolve("car.dbc"), messages.toArray());
    Files.write(package2.resolve("commands.toml"), commands.toArray());
    Files.write(package2.resolve("car.signatures"), signatures.encoded().toArray());
    return package2;
  }

  private static Rig.Result install(Rig rig, Path from) throws IOException, InterruptedException {
    return rig.run(
        "car", "install", "--config", rig.files().agent().toString(), "--from", from.toString());
  }

  private static void awaitLine(AgentProcess agent, String beginning) throws InterruptedException {
    long end = System.nanoTime() + Rig.PATIENCE.toNanos();
    while (agent.errors().lines().noneMatch(line -> line.startsWith(beginning))) {
      assertTrue(System.nanoTime() < end, agent::errors);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static Owner.Sent answered(Owner owner, Order order) throws InterruptedException {
    var sent = owner.send(order);
    assertTrue(owner.hasReceiptsWithin(List.of(sent), Rig.PATIENCE), "no receipt");
    return sent;
  }

  private static void untilDone(Owner owner, Order order) throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      if (owner.answer(answered(owner, order)).receipt().outcome() == ReceiptOutcome.DONE) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("never done");
  }

  private static void hornIsForbidden(Owner owner) throws InterruptedException {
    var horn = answered(owner, Order.hornLights());
    assertEquals(
        Optional.of(RefusalCode.POLICY_FORBIDS), owner.answer(horn).detail().orElseThrow().code());
  }

  private void changes(Rig rig, AgentProcess agent) throws Exception {
    var owner = new Owner(rig);
    untilDone(owner, Order.hornLights());
    var installed = install(rig, next(rig, "2"));
    assertEquals(0, installed.exitCode(), installed.errors());
    awaitLine(agent, IN_FORCE);
    hornIsForbidden(owner);
    // Freshness goes on where it was: the body controller takes the command.
    untilDone(owner, Order.unlock());
    var older = install(rig, next(rig, "1"));
    assertEquals(2, older.exitCode(), older.errors());
    assertTrue(older.errors().contains("is 1, in force is 2"), older::errors);
  }

  @Test
  void inTheAgentsProcess() throws Exception {
    try (var rig = Rig.start(folder, EmbeddedBroker::start)) {
      var agent = rig.startReadyAgent();
      changes(rig, agent);
      assertEquals(0, agent.stop(), agent::errors);
      var before = rig.boot();
      var second = rig.startAgent();
      rig.awaitReady(second, before);
      hornIsForbidden(new Owner(rig));
    }
  }

  @Test
  void inAProcessOfItsOwnWhichVerifiesItForItself() throws Exception {
    try (var rig = Rig.startForTwoProcesses(folder, EmbeddedBroker::start)) {
      var bridge = rig.startCanBridge();
      var agent = rig.startReadyAgent();
      awaitLine(agent, "bridge: connected");
      changes(rig, agent);
      bridge.awaitLine("car: sequence 2 is in force");
      assertEquals(0, bridge.stop(), bridge::log);
      // The files that bridge.toml names are still those of sequence 1.
      var second = rig.startCanBridge();
      second.awaitLine("agent: connected");
      untilDone(new Owner(rig), Order.unlock());
      hornIsForbidden(new Owner(rig));
      assertTrue(
          agent.errors().lines().noneMatch(line -> line.contains("another description")),
          agent::errors);
    }
  }
}
