package dev.portcullis.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Role;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class PolicyReaderTest {

  private static PolicyRefusal.Unreadable refusal(String json) {
    var read = PolicyReader.read(Bytes.utf8(json)).map(_ -> "read");
    return assertInstanceOf(
        PolicyRefusal.Unreadable.class,
        assertInstanceOf(Outcome.Refused.class, read, json).reason());
  }

  private static PolicyRefusal.Unreadable spoilt(Consumer<ObjectNode> change) {
    var tree = PolicyText.tree();
    change.accept(tree);
    return refusal(tree.toString());
  }

  /** Every place in the tree: how to change what is there, and what it is called. */
  private record Place(String path, JsonNode value, Consumer<JsonNode> replace) {}

  private static List<Place> places(JsonNode node, String path) {
    var places = new ArrayList<Place>();
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(member -> {
            String at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            places.add(
                new Place(at, member.getValue(), value -> object.set(member.getKey(), value)));
            places.addAll(places(member.getValue(), at));
          });
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        String at = path + "[" + i + "]";
        places.add(new Place(at, array.get(i), value -> array.set(index, value)));
        places.addAll(places(array.get(i), at));
      }
    }
    return places;
  }

  @Test
  void readsEveryMember() {
    var policy = PolicyReader.read(PolicyText.json()).orFault();
    assertEquals(5, policy.sequence());
    assertEquals(2, policy.time().keys().size());
    assertEquals(2, policy.time().threshold());
    assertEquals(Set.of(CommandName.values()), policy.commands().keySet());
    var start = policy.commands().get(CommandName.START);
    assertEquals(
        new Policy.Rule(
            Set.of(Role.OWNER, Role.DRIVER),
            Set.of(Channel.REMOTE, Channel.LOCAL),
            Duration.ofSeconds(60),
            Duration.ofSeconds(900)),
        start);
    assertEquals(new Policy.Allowance(100, Duration.ofSeconds(60)), policy.allowance());
    assertEquals(1, policy.revoked().size());
    assertEquals(3, policy.revocationSequence());
    assertTrue(policy.lists(AttesterRole.APP, "app-verifier.example", "app.example"));
    assertTrue(
        policy.lists(AttesterRole.BACK_END, "back-end-verifier.example", "back-end.example"));
    for (String[] not :
        new String[][] {
          {"app-verifier.example", "back-end.example"},
          {"back-end-verifier.example", "app.example"},
          {"back-end-verifier.example", "back-end.example"}
        }) {
      assertEquals(false, policy.lists(AttesterRole.APP, not[0], not[1]));
    }
  }

  @Test
  void aCommandWithoutARuleHasNone() {
    var tree = PolicyText.tree();
    ((ObjectNode) tree.get("commands")).remove("start");
    var policy = PolicyReader.read(Bytes.utf8(tree.toString())).orFault();
    assertEquals(false, policy.commands().containsKey(CommandName.START));
  }

  @Test
  void aValueOfAnotherTypeIsRefusedUnderItsPath() {
    var nodes = PolicyText.MAPPER.getNodeFactory();
    int number = places(PolicyText.tree(), "").size();
    for (int i = 0; i < number; i++) {
      var tree = PolicyText.tree();
      var place = places(tree, "").get(i);
      for (JsonNode wrong :
          List.of(
              nodes.booleanNode(true),
              nodes.nullNode(),
              nodes.numberNode(1.5),
              place.value().isTextual() ? nodes.numberNode(1) : nodes.textNode("1"))) {
        place.replace().accept(wrong);
        var refusal = refusal(tree.toString());
        assertTrue(
            refusal.path().equals(place.path()),
            place.path() + " = " + wrong + " was refused at " + refusal.path());
      }
    }
  }

  @Test
  void aMissingMemberIsRefusedUnderItsPath() {
    for (Place place : places(PolicyText.tree(), "")) {
      if (!(place.value() instanceof ObjectNode)) {
        continue;
      }
      for (String key : List.copyOf(names(place.value()))) {
        if (place.path().equals("commands")) {
          continue;
        }
        var tree = PolicyText.tree();
        var same =
            places(tree, "").stream()
                .filter(other -> other.path().equals(place.path()))
                .findFirst()
                .orElseThrow();
        ((ObjectNode) same.value()).remove(key);
        var refusal = refusal(tree.toString());
        assertEquals(place.path() + "." + key, refusal.path());
        assertEquals("is missing", refusal.reason());
      }
    }
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void anUnknownMemberIsRefusedWhereverItIs() {
    assertEquals("lifteime", spoilt(tree -> tree.put("lifteime", 1)).path());
    int number = places(PolicyText.tree(), "").size();
    for (int i = 0; i < number; i++) {
      var tree = PolicyText.tree();
      var place = places(tree, "").get(i);
      if (place.value() instanceof ObjectNode object) {
        object.put("surprise", 1);
        assertEquals(place.path() + ".surprise", refusal(tree.toString()).path());
      }
    }
  }

  @Test
  void aMemberNamedTwiceIsRefusedWithItsLine() {
    String json = PolicyText.tree().toPrettyString();
    String twice = json.replaceFirst("\"sequence\" : 5,", "\"sequence\" : 5,\n\"sequence\" : 6,");
    assertEquals("line 4", refusal(twice).path());
  }

  @Test
  void syntaxErrorsNameTheirLine() {
    assertEquals("line 3", refusal("{\n\"schema\": 1,\n\"sequence\": five\n}").path());
    assertEquals("line 1", refusal("{\"schema\": 01}").path());
    assertEquals("line 1", refusal("{\"schema\": NaN}").path());
  }

  @Test
  void somethingElseThanOneObjectIsRefused() {
    for (String json : List.of("", " ", "[]", "5", "null", "\"policy\"")) {
      assertEquals("(top)", refusal(json).path(), json);
    }
    var twice = PolicyText.tree().toString() + "{}";
    assertEquals("line 1", refusal(twice).path());
    assertTrue(refusal("[".repeat(10_000)).reason().contains("depth"));
  }

  @Test
  void valuesOutOfTheirRangeAreRefused() {
    assertEquals("schema", spoilt(tree -> tree.put("schema", 2)).path());
    assertEquals("sequence", spoilt(tree -> tree.put("sequence", 0)).path());
    assertEquals(
        "sequence",
        spoilt(tree -> tree.put("sequence", new BigInteger("1" + "0".repeat(30)))).path());
    assertEquals(
        "time.threshold",
        spoilt(tree -> ((ObjectNode) tree.get("time")).put("threshold", 3)).path());
    assertEquals(
        "time.threshold",
        spoilt(tree -> ((ObjectNode) tree.get("time")).put("threshold", 0)).path());
    assertEquals(
        "commands.unlock.lifetimeSeconds",
        spoilt(tree -> ((ObjectNode) tree.at("/commands/unlock")).put("lifetimeSeconds", 601))
            .path());
    assertEquals(
        "commands.start.runSeconds",
        spoilt(tree -> ((ObjectNode) tree.at("/commands/start")).put("runSeconds", 3601)).path());
    assertEquals(
        "commands.lock.runSeconds",
        spoilt(tree -> ((ObjectNode) tree.at("/commands/lock")).put("runSeconds", 60)).path());
    assertEquals(
        "commands.self-destruct",
        spoilt(tree -> ((ObjectNode) tree.get("commands")).putObject("self-destruct")).path());
  }

  @Test
  void namesThatMeanNothingAreRefused() {
    assertEquals(
        "commands.lock.roles",
        spoilt(tree -> ((ArrayNode) tree.at("/commands/lock/roles")).add("admin")).path());
    assertEquals(
        "commands.lock.channels",
        spoilt(tree -> ((ArrayNode) tree.at("/commands/lock/channels")).add("telnet")).path());
    assertEquals(
        "attestation[0].role",
        spoilt(tree -> ((ObjectNode) tree.at("/attestation/0")).put("role", "any")).path());
    assertEquals(
        "attestation[1].algorithm",
        spoilt(tree -> ((ObjectNode) tree.at("/attestation/1")).put("algorithm", "HS256")).path());
    assertEquals(
        "attestation[1].key",
        spoilt(tree -> ((ObjectNode) tree.at("/attestation/1")).put("algorithm", "EdDSA")).path());
    assertEquals(
        "revoked.keys",
        spoilt(tree -> ((ArrayNode) tree.at("/revoked/keys")).add("00".repeat(31))).path());
  }

  @Test
  void keysThatAreNoneOrTheSameTwiceAreRefused() {
    assertEquals("time.keys", spoilt(tree -> ((ArrayNode) tree.at("/time/keys")).add("a0")).path());
    assertEquals(
        "time.keys", spoilt(tree -> ((ArrayNode) tree.at("/time/keys")).removeAll()).path());
    assertEquals(
        "time.keys",
        spoilt(
                tree -> {
                  var keys = (ArrayNode) tree.at("/time/keys");
                  keys.add(keys.get(0));
                })
            .path());
  }

  @Test
  void oneKeyForAppsAndBackEndsIsRefused() {
    var refusal =
        spoilt(tree ->
            ((ObjectNode) tree.at("/attestation/1")).set("key", tree.at("/attestation/0/key")));
    assertEquals("attestation", refusal.path());
    assertTrue(refusal.reason().contains("KEY_IN_BOTH_ROLES"));
  }
}
