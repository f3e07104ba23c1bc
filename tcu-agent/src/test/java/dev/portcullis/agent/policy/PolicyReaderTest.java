package dev.portcullis.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.android.UserAuthentication;
import dev.portcullis.crypto.attest.apple.AppAttestEnvironment;
import dev.portcullis.crypto.attest.apple.AppleApp;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Role;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PolicyReaderTest {

  private static final String A_JWK = "attestation\\.tokens\\[.*\\]\\.keys\\[.*\\]";
  private static final String INSIDE_A_JWK = A_JWK + "\\..*";
  private static final List<String> OPTIONAL =
      List.of(
          "commands\\..*",
          "attestation\\.(tokens|nitro|android|apple)",
          "attestation\\.tokens\\[.*\\]\\.issuer",
          INSIDE_A_JWK,
          "attestation\\.nitro\\.enclaves\\[.*\\]\\.pcrs\\..*",
          "attestation\\.android\\.(revokedSerials|minimumPatchLevels)(\\..*)?",
          "attestation\\.android\\.apps\\[.*\\]\\.minimumVersion");

  private static List<PolicyRefusal.Mistake> mistakes(String json) {
    var read = PolicyReader.read(Bytes.utf8(json)).map(_ -> "read");
    return assertInstanceOf(
            PolicyRefusal.Unreadable.class,
            assertInstanceOf(Outcome.Refused.class, read, json).reason())
        .mistakes();
  }

  private static PolicyRefusal.Mistake refusal(String json) {
    return mistakes(json).getFirst();
  }

  private static PolicyRefusal.Mistake spoilt(Consumer<ObjectNode> change) {
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
  void readsTheKeysThatSignRevocationDocumentsWhereThereAreAny() {
    assertEquals(
        List.of(),
        PolicyReader.read(PolicyText.json()).orFault().authorities().revocations(),
        "none");
    var tree = PolicyText.tree();
    var key = PolicyText.key(Algorithm.EDDSA, "revoker").publicKey();
    var keys = tree.putArray("revocationKeys");
    assertEquals(
        List.of(),
        PolicyReader.read(Bytes.utf8(tree.toString())).orFault().authorities().revocations(),
        "an empty list");
    keys.add(key.encoded().hex());
    assertEquals(
        List.of(key),
        PolicyReader.read(Bytes.utf8(tree.toString())).orFault().authorities().revocations());
    keys.add(key.encoded().hex());
    assertEquals("revocationKeys", refusal(tree.toString()).path());
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
            Duration.ofSeconds(900),
            Optional.empty(),
            Optional.empty()),
        start);
    assertEquals(new Policy.Allowance(100, Duration.ofSeconds(60)), policy.allowance());
    assertEquals(1, policy.revoked().size());
    assertEquals(3, policy.revocationSequence());
    var attestation = policy.attestation();
    assertEquals(
        List.of("ear+jwt", "ear+cwt", "approov+jwt"),
        attestation.tokens().all().stream().map(issuer -> issuer.kind().format()).toList());
    var approov = attestation.tokens().all().getLast();
    assertEquals(Optional.empty(), approov.issuer());
    assertEquals(Duration.ofMinutes(10), approov.maximumAge());
    assertEquals(Set.of("other.example"), approov.subjects());
    var nitro = attestation.nitro().orElseThrow();
    assertEquals(Duration.ofMinutes(5), nitro.maximumAge());
    assertEquals(Set.of(0, 1, 2, 8), nitro.enclaves().getFirst().registers().keySet());
    var android = attestation.android().orElseThrow();
    assertEquals(1, android.revoked().size());
    assertEquals(
        Set.of(KeyProtection.TRUSTED_ENVIRONMENT, KeyProtection.STRONG_BOX), android.protections());
    assertEquals(UserAuthentication.REQUIRED, android.userAuthentication());
    assertEquals(12, android.app("com.example.key").orElseThrow().minimumVersion());
    assertEquals("2024-01-05", android.patchFloors().boot().orElseThrow().toString());
    var apple = attestation.apple().orElseThrow();
    assertEquals(Set.of(new AppleApp("ABCDE12345", "com.example.key")), apple.apps());
    assertEquals(Set.of(AppAttestEnvironment.PRODUCTION), apple.environments());
  }

  @Test
  void rawEvidenceComesWithNoCommandAndTokensEnrolNobody() {
    var attestation = PolicyReader.read(PolicyText.json()).orFault().attestation();
    assertEquals(
        Set.of("ear+jwt", "ear+cwt", "approov+jwt", "nitro"), attestation.ofCommands().names());
    assertEquals(Set.of("android-key", "app-attest"), attestation.ofEnrolment().names());
    assertEquals(6, attestation.all().names().size());
  }

  @Test
  void aPolicyThatTrustsNobodyIsOne() {
    var tree = PolicyText.tree();
    tree.putObject("attestation");
    var attestation = PolicyReader.read(Bytes.utf8(tree.toString())).orFault().attestation();
    assertEquals(List.of(), attestation.tokens().all());
    assertEquals(Set.of(), attestation.ofEnrolment().names());
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    var tree = PolicyText.tree();
    tree.put("sequence", "five").remove("validity");
    ((ObjectNode) tree.at("/attestation/tokens/0")).put("role", "phone");
    ((ObjectNode) tree.at("/attestation/nitro")).put("maximumAgeSeconds", 0);
    ((ObjectNode) tree.at("/attestation/android/apps/0")).put("package", "no package");
    ((ObjectNode) tree.at("/commands/lock")).put("lifetimeSeconds", 0);
    ((ObjectNode) tree.at("/commands/trunk")).put("lifetimeSeconds", 0);
    tree.put("lifteime", 1);
    assertEquals(
        Set.of(
            "sequence",
            "validity",
            "attestation.tokens[0].role",
            "attestation.nitro.maximumAgeSeconds",
            "attestation.android.apps[0].package",
            "attestation.android.apps",
            "commands.lock.lifetimeSeconds",
            "commands.trunk.lifetimeSeconds",
            "lifteime"),
        mistakes(tree.toString()).stream()
            .map(PolicyRefusal.Mistake::path)
            .collect(Collectors.toSet()));
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
      if (place.path().matches(INSIDE_A_JWK)) {
        continue;
      }
      for (JsonNode wrong :
          List.of(
              nodes.booleanNode(true),
              nodes.nullNode(),
              nodes.numberNode(1.5),
              place.value().isTextual() ? nodes.numberNode(1) : nodes.textNode("1"))) {
        place.replace().accept(wrong);
        var refusal = refusal(tree.toString());
        assertEquals(place.path(), refusal.path(), place.path() + " = " + wrong);
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
        if (OPTIONAL.stream().anyMatch((place.path() + "." + key)::matches)) {
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
        var expected = place.path().matches(A_JWK) ? place.path() : place.path() + ".surprise";
        assertEquals(expected, refusal(tree.toString()).path());
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
    var words =
        Map.of(
            "/attestation/tokens/0/role", "any",
            "/attestation/tokens/0/format", "ear+xml",
            "/attestation/android/userAuthentication", "please");
    words.forEach((pointer, word) -> {
      var at = pointer.substring(0, pointer.lastIndexOf('/'));
      var member = pointer.substring(at.length() + 1);
      var path = at.substring(1).replace("/0", "[0]").replace('/', '.') + "." + member;
      assertEquals(path, spoilt(tree -> ((ObjectNode) tree.at(at)).put(member, word)).path());
    });
    for (String pointer :
        List.of(
            "/attestation/tokens/0/profiles",
            "/attestation/android/securityLevels",
            "/attestation/apple/environments",
            "/attestation/android/revokedSerials")) {
      assertEquals(
          pointer.substring(1).replace("/0", "[0]").replace('/', '.'),
          spoilt(tree -> ((ArrayNode) tree.at(pointer)).add("Nothing")).path());
    }
    assertEquals(
        "revoked.keys[1]",
        spoilt(tree -> ((ArrayNode) tree.at("/revoked/keys")).add("00".repeat(31))).path());
  }

  @Test
  void keysThatAreNoneOrTheSameTwiceAreRefused() {
    assertEquals(
        "time.keys[2]", spoilt(tree -> ((ArrayNode) tree.at("/time/keys")).add("a0")).path());
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
            ((ObjectNode) tree.at("/attestation/tokens/1"))
                .set("keys", tree.at("/attestation/tokens/0/keys")));
    assertEquals("attestation.tokens[1].keys", refusal.path());
    assertTrue(refusal.reason().contains("other role"));
  }

  @Test
  void aSharedSecretIsNoKey() {
    var refusal =
        spoilt(tree -> {
          var keys = (ArrayNode) tree.at("/attestation/tokens/2/keys");
          keys.removeAll();
          keys.addObject().put("kty", "oct").put("k", "c2VjcmV0");
        });
    assertEquals("attestation.tokens[2].keys[0]", refusal.path());
    assertTrue(refusal.reason().contains("SHARED_SECRET"), refusal.reason());
  }

  @Test
  void aRootIsACertificateOrAKeyAndCountsByItsKey() {
    for (String wrong :
        List.of("Google", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")) {
      assertEquals(
          "attestation.nitro.roots[0]",
          spoilt(tree -> ((ArrayNode) tree.at("/attestation/nitro/roots")).set(0, wrong)).path());
    }
  }
}
