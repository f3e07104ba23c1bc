package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a policy can add to one command: a condition, and an allowance of its own. */
class PolicyRuleTest {

  private static final String CONDITION = "Gear == PARK";
  private static final int COMMANDS = 100;

  private static Policy policy(
      Optional<String> preconditions, Optional<Policy.Allowance> allowance) {
    Map<CommandName, Policy.Rule> rules = new EnumMap<>(CommandName.class);
    for (CommandName name : CommandName.values()) {
      boolean added = name == CommandName.UNLOCK;
      rules.put(
          name,
          new Policy.Rule(
              Set.of(Role.OWNER, Role.DRIVER),
              Set.of(Channel.REMOTE),
              Duration.ofSeconds(60),
              Duration.ofSeconds(60),
              added ? preconditions : Optional.empty(),
              added ? allowance : Optional.empty()));
    }
    return People.policy(rules, COMMANDS);
  }

  @Test
  void aConditionThatIsNotMetRefusesTheCommandAndNoOther() {
    try (var world = new GateWorld()) {
      world.policy = policy(Optional.of(CONDITION), Optional.empty());
      world.car.unmet(CONDITION, RefusalCode.CONDITION_UNMET);
      var _ = world.start().knowTheTime();

      assertEquals(Optional.of(RefusalCode.CONDITION_UNMET), refusal(world, CommandName.UNLOCK));
      assertEquals(Optional.empty(), refusal(world, CommandName.LOCK));
    }
  }

  @Test
  void aConditionMustStillBeMetWhenTheCommandsBeforeItAreDone() {
    try (var world = new GateWorld()) {
      world.policy = policy(Optional.of(CONDITION), Optional.empty());
      var _ = world.start().knowTheTime();
      var held = world.car.hold();
      var _ = world.deliverOnly(world.draft().build());
      var unlock = world.draft();
      unlock.name = CommandName.UNLOCK;
      var durable = world.deliverOnly(unlock.build());
      world.heard.await("the intent", () -> durable.get() == 1);
      world.car.unmet(CONDITION, RefusalCode.CONDITION_UNMET);
      held.countDown();

      world.heard.await("both receipts", () -> world.heard.receiptOrder.size() == 2);
      long newest = world.heard.receiptOrder.getLast();
      var receipt = Optional.ofNullable(world.heard.receipts.get(newest)).orElseThrow();
      assertEquals(
          Optional.of(RefusalCode.CONDITION_UNMET),
          world.detail(receipt, unlock.replyKey()).code());
      assertEquals(1, world.car.moves().size());
    }
  }

  @Test
  void aConditionThatIsMetStandsInNobodysWay() {
    try (var world = new GateWorld()) {
      world.policy = policy(Optional.of(CONDITION), Optional.empty());
      var _ = world.start().knowTheTime();

      assertEquals(Optional.empty(), refusal(world, CommandName.UNLOCK));
    }
  }

  @Test
  void anAllowanceOfOneCommandIsUsedUpByThatCommandAlone() {
    try (var world = new GateWorld()) {
      world.policy =
          policy(Optional.empty(), Optional.of(new Policy.Allowance(2, Duration.ofHours(1))));
      var _ = world.start().knowTheTime();

      assertEquals(Optional.empty(), refusal(world, CommandName.UNLOCK));
      assertEquals(Optional.empty(), refusal(world, CommandName.LOCK));
      assertEquals(Optional.empty(), refusal(world, CommandName.UNLOCK));
      assertEquals(Optional.of(RefusalCode.ALLOWANCE_USED), refusal(world, CommandName.UNLOCK));
      assertEquals(Optional.empty(), refusal(world, CommandName.LOCK));
    }
  }

  private static Optional<RefusalCode> refusal(GateWorld world, CommandName name) {
    var draft = world.draft();
    draft.name = name;
    int before = world.heard.receiptOrder.size();
    var _ = world.deliver(draft.build());
    world.heard.await("a receipt", () -> world.heard.receiptOrder.size() > before);
    long newest = world.heard.receiptOrder.getLast();
    var receipt = Optional.ofNullable(world.heard.receipts.get(newest)).orElseThrow();
    return world.receipt(receipt).outcome() == ReceiptOutcome.DONE
        ? Optional.empty()
        : world.detail(receipt, draft.replyKey()).code();
  }
}
