package dev.portcullis.simulator.broker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.simulator.authority.Party;
import dev.portcullis.simulator.authority.PartyKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

  @Test
  void aFilterCoversOnlyWhatItMatchesCompletely() {
    assertCovers("a/+/c", "a/b/c");
    assertCovers("a/+/c", "a/+/c");
    assertCovers("a/#", "a/b/c");
    assertCovers("a/#", "a/#");
    assertCovers("a/#", "a/+");
    assertCovers("#", "a/$b");
    assertDoesNotCover("a/+/c", "a/#");
    assertDoesNotCover("a/+/c", "a/b/c/d");
    assertDoesNotCover("a/+/c", "a/b");
    assertDoesNotCover("a/b/c", "a/+/c");
    assertDoesNotCover("a/b", "a/b/");
    assertDoesNotCover("#", "$sys.mqtt.sessions");
  }

  @Test
  void aVehicleReachesItsOwnSubtreeAlone() {
    var rules = AccessRules.of(new Party(PartyKind.VEHICLE, "aa"));
    assertTrue(rules.mayPublish("portcullis/1/aa/receipt"));
    assertTrue(rules.maySubscribe("portcullis/1/aa/command"));
    assertFalse(rules.mayPublish("portcullis/1/bb/receipt"));
    assertFalse(rules.mayPublish("portcullis/1/aa/command"));
    assertFalse(rules.maySubscribe("portcullis/1/bb/command"));
    assertFalse(rules.maySubscribe("portcullis/1/aa/#"));
  }

  @Test
  void whatIsSaidToAVehicleComesFromTheCommandServiceAndTheOtherWayRound() {
    var vehicle = AccessRules.of(new Party(PartyKind.VEHICLE, "aa"));
    var service = AccessRules.of(new Party(PartyKind.COMMAND_SERVICE, "command-service"));
    for (var leaf : List.of("command", "time", "owner", "hand-over", "revocation", "echo")) {
      var topic = "portcullis/1/aa/" + leaf;
      assertTrue(service.mayPublish(topic) && vehicle.maySubscribe(topic), topic);
      assertFalse(vehicle.mayPublish(topic), topic);
      assertFalse(vehicle.maySubscribe("portcullis/1/bb/" + leaf), topic);
    }
    for (var leaf : List.of("receipt", "beacon", "checkpoint", "notice", "event")) {
      var topic = "portcullis/1/aa/" + leaf;
      assertTrue(vehicle.mayPublish(topic) && service.maySubscribe(topic), topic);
      assertFalse(service.mayPublish(topic), topic);
      assertFalse(vehicle.mayPublish("portcullis/1/bb/" + leaf), topic);
    }
  }

  @Test
  void aPhoneReachesNoVehicle() {
    var rules = AccessRules.of(new Party(PartyKind.PHONE, "phone-1"));
    assertTrue(rules.mayPublish("portcullis-sim/1/phone-1/request"));
    assertTrue(rules.maySubscribe("portcullis-sim/1/phone-1/answer"));
    assertFalse(rules.mayPublish("portcullis-sim/1/phone-2/request"));
    assertFalse(rules.mayPublish("portcullis/1/aa/command"));
    assertFalse(rules.maySubscribe("portcullis/1/aa/beacon"));
  }

  @Test
  void whoOnlySignsReachesNothing() {
    var rules = AccessRules.of(new Party(PartyKind.SIGNER, "countersign"));
    assertFalse(rules.mayPublish("portcullis/1/aa/command"));
    assertFalse(rules.maySubscribe("portcullis/1/aa/command"));
  }

  private static void assertCovers(String filter, String other) {
    assertTrue(TopicFilter.of(filter).covers(TopicFilter.of(other)), filter + " " + other);
  }

  private static void assertDoesNotCover(String filter, String other) {
    assertFalse(TopicFilter.of(filter).covers(TopicFilter.of(other)), filter + " " + other);
  }
}
