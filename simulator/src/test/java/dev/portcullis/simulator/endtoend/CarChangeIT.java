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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The description of the car is replaced while agent and can-bridge run, in both forms. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class CarChangeIT {

  private static final String HORN = "[actions.horn-lights]";
  private static final String IN_FORCE = "car: the description of sequence 2 is in force";

  @TempDir private Path folder = Path.of("");

  private static String withoutHorn(String commands) {
    int from = commands.indexOf(HORN);
    int to = commands.indexOf("[actions.", from + 1);
    return commands.substring(0, from) + commands.substring(to);
  }

  /** The first step of a rotation of the body controller's key; it makes the step after us. */
  private static String acceptingSlot11Too(String commands) {
    return commands.replaceAll("(?m)^key_slot = 1\\b", "also_accepted_slot = 11\nkey_slot = 1");
  }

  /** The car of that sequence with other commands; signed as the first one. */
  private Path next(Rig rig, String sequence, UnaryOperator<String> change) throws IOException {
    var package2 = Files.createDirectories(folder.resolve("package-" + sequence));
    var text = Files.readString(Programs.CAR.resolve("commands.toml"));
    var commands = Bytes.utf8(change.apply(text).replace("sequence = 1", "sequence = " + sequence));
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
    var installed = install(rig, next(rig, "2", CarChangeIT::withoutHorn));
    assertEquals(0, installed.exitCode(), installed.errors());
    awaitLine(agent, IN_FORCE);
    hornIsForbidden(owner);
    // Freshness goes on where it was: the body controller takes the command.
    untilDone(owner, Order.unlock());
    var older = install(rig, next(rig, "1", CarChangeIT::withoutHorn));
    assertEquals(2, older.exitCode(), older.errors());
    assertTrue(older.errors().contains("is 1, in force is 2"), older::errors);
  }

  private String newKey() throws IOException {
    var secoc = Files.createDirectories(folder.resolve("new-keys"));
    var file = Files.writeString(secoc.resolve("slot-11.key"), "0b".repeat(16) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return secoc.toString();
  }

  /** Refused for want of its key, then taken by the processes that run, once that is brought. */
  private void takesAKey(Rig rig, AgentProcess agent, Bringing bringing) throws Exception {
    var owner = new Owner(rig);
    untilDone(owner, Order.unlock());
    var offered = install(rig, next(rig, "2", CarChangeIT::acceptingSlot11Too));
    assertEquals(0, offered.exitCode(), offered.errors());
    awaitLine(agent, "car: the description that is offered is not gone by: NO_KEYS, ");
    untilDone(owner, Order.unlock());
    var brought = bringing.from(newKey());
    assertEquals(0, brought.exitCode(), brought.errors());
    assertTrue(brought.output().startsWith("✓ keys are here of slots "), brought::output);
    awaitLine(agent, IN_FORCE);
    untilDone(owner, Order.unlock());
  }

  /** What gives keys in a folder to whoever has those of the bus. */
  private interface Bringing {
    Rig.Result from(String keys) throws IOException, InterruptedException;
  }

  @Test
  void aKeyIsBroughtToTheAgentThatRuns() throws Exception {
    try (var rig = Rig.start(folder, EmbeddedBroker::start)) {
      var agent = rig.startReadyAgent();
      var config = rig.files().agent().toString();
      takesAKey(rig, agent, keys -> rig.run("car", "keys", "--config", config, "--from", keys));
    }
  }

  @Test
  void aKeyIsBroughtToTheProcessThatAloneHasKeys() throws Exception {
    try (var rig = Rig.startForTwoProcesses(folder, EmbeddedBroker::start)) {
      var bridge = rig.startCanBridge();
      var agent = rig.startReadyAgent();
      awaitLine(agent, "bridge: connected");
      var config = rig.files().bridge().toString();
      takesAKey(
          rig, agent, keys -> rig.runCanBridge("provision", "--config", config, "--from", keys));
      assertEquals(
          1, bridge.log().lines().filter(line -> line.contains("NO_KEYS")).count(), bridge::log);
      var atTheAgent =
          rig.run("car", "keys", "--config", rig.files().agent().toString(), "--from", newKey());
      assertEquals(2, atTheAgent.exitCode(), atTheAgent.errors());
    }
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
