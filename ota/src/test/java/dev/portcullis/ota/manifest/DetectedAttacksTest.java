package dev.portcullis.ota.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.MetadataFault;
import dev.portcullis.ota.verify.Attack;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is told of attacks, and what is left to tell. */
final class DetectedAttacksTest {

  private static final List<Attack> EACH =
      List.of(
          TestVehicle.OLD,
          TestVehicle.FROZEN,
          new Attack.MixAndMatch("snapshot", "this", "that"),
          new Attack.ArbitrarySoftware("root", "signed by 0 of its keys", "at least 1"),
          new Attack.KeyCompromise("agent.tar", "this", "that"),
          new Attack.WrongHardware("agent.tar", "this", "that"),
          new Attack.WrongVehicle("agent.tar", "this", "that"),
          new Attack.EndlessData("agent.tar", 5),
          new Attack.SlowRetrieval("agent.tar", Duration.ofSeconds(9)),
          new Attack.MalformedMetadata("root", new Malformed(MetadataFault.NOT_JSON, "")));

  @Test
  void everyAttackHasOneNameThatIsItsCode() {
    assertEquals(
        Attack.class.getPermittedSubclasses().length,
        EACH.stream().map(Attack::getClass).distinct().count());
    for (Attack each : EACH) {
      assertEquals(each.code(), AttackName.of(each).name());
    }
    assertEquals(
        Arrays.stream(AttackName.values()).collect(Collectors.toSet()),
        EACH.stream().map(AttackName::of).collect(Collectors.toSet()));
  }

  @Test
  void theSameAttackOnTheSameThingIsCounted() {
    var attacks = DetectedAttacks.NONE;
    for (int i = 0; i < 1000; i++) {
      attacks =
          attacks.with(
              new Attack.Freeze("timestamp", TestVehicle.NOW, TestVehicle.NOW.plusSeconds(i)));
    }

    assertEquals(1, attacks.list().size());
    assertEquals(1000, attacks.list().getFirst().times());
    assertTrue(attacks.list().getFirst().detail().contains("12:16:39"));
    assertEquals(0, attacks.dropped());
  }

  @Test
  void theOldestIsDroppedAndCounted() {
    var attacks = DetectedAttacks.NONE.with(TestVehicle.OLD).with(TestVehicle.OLD);
    for (int i = 0; i < DetectedAttacks.MAX; i++) {
      attacks = attacks.with(new Attack.EndlessData("target " + i, 9));
    }

    assertEquals(DetectedAttacks.MAX, attacks.list().size());
    assertEquals("target 0", attacks.list().getFirst().subject());
    assertEquals(2, attacks.dropped());
  }

  @Test
  void whatWasDetectedWhileAManifestWasOnItsWayIsToldByTheNext() {
    var told = DetectedAttacks.NONE.with(TestVehicle.OLD).with(TestVehicle.FROZEN);
    var since = told.with(TestVehicle.OLD).with(new Attack.EndlessData("root", 9));

    assertEquals(
        DetectedAttacks.NONE.with(TestVehicle.OLD).with(new Attack.EndlessData("root", 9)),
        since.without(told));
    assertEquals(DetectedAttacks.NONE, told.without(told));
  }

  @Test
  void whatStrangersWroteIsCutAndShownAsAscii() {
    var long1 = "\u001b[2J" + "x".repeat(2000) + "\u00e4";
    var attack = DetectedAttack.of(new Attack.MixAndMatch(long1, long1, long1));

    assertEquals(DetectedAttack.MAX_SUBJECT, attack.subject().length());
    assertEquals(DetectedAttack.MAX_DETAIL, attack.detail().length());
    assertTrue(attack.subject().startsWith("?[2Jxxx"));
    assertTrue(attack.detail().endsWith("..."));
  }
}
