package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.agent.policy.PolicyDraft;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.Jwk;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A policy can add conditions and remove none: each of the seven that every remote command has to
 * meet holds under the most permissive policy that can be written, and no member of its JSON
 * switches one off.
 */
final class SevenConditionsTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Everything to everybody, for as long as can be said. */
  private static ObjectNode permissive() {
    var policy = MAPPER.createObjectNode();
    policy.put("schema", 1).put("sequence", People.POLICY_SEQUENCE);
    policy
        .putObject("validity")
        .put("notBefore", "1970-01-01T00:00:00Z")
        .put("notAfter", "9999-12-31T23:59:59Z");
    var time = policy.putObject("time").put("threshold", 1);
    time.putArray("keys").add(People.TIME_KEY.publicKey().encoded().hex());
    var tokens = policy.putObject("attestation").putArray("tokens");
    token(tokens.addObject(), "app", People.APP_VERIFIER, People.APP);
    token(tokens.addObject(), "back-end", People.BACK_END_VERIFIER, People.BACK_END_WORKLOAD);
    var commands = policy.putObject("commands");
    for (CommandName name : CommandName.values()) {
      var rule = commands.putObject(name.wire()).put("lifetimeSeconds", 600);
      var roles = rule.putArray("roles");
      List.of(Role.values()).forEach(role -> roles.add(role.wire()));
      var channels = rule.putArray("channels");
      List.of(Channel.values()).forEach(channel -> channels.add(channel.wire()));
      if (name == CommandName.START) {
        rule.put("runSeconds", 3600);
      }
    }
    policy.putObject("allowance").put("commands", 100_000).put("seconds", 1);
    policy.putObject("revoked").put("sequence", People.REVOCATION_SEQUENCE).putArray("keys");
    return policy;
  }

  private static void token(ObjectNode node, String role, Signer verifier, String subject) {
    node.put("role", role).put("format", "ear+jwt").put("maximumAgeSeconds", 86_400);
    node.putArray("profiles").add("tag:github.com,2023:veraison/ear");
    var jwk = node.putArray("keys").addObject();
    Jwk.members(verifier.publicKey()).forEach(jwk::put);
    node.putArray("subjects").add(subject);
  }

  private static Outcome<Policy, PolicyRefusal> read(Consumer<ObjectNode> change) {
    var tree = permissive();
    change.accept(tree);
    return PolicyDraft.read(Bytes.utf8(tree.toString()));
  }

  private static GateWorld under(Policy policy) {
    var world = new GateWorld();
    world.policy = policy;
    return world.start().knowTheTime();
  }

  /** What becomes of one request, and that nothing moved where it was refused. */
  private static Optional<RefusalCode> refusal(GateWorld world, Bytes request) {
    int decisions = world.heard.decisions.size();
    int strangers = world.heard.strangers.size();
    int moves = world.car.moves().size();
    var _ = world.deliverOnly(request);
    world.heard.await(
        "an answer",
        () -> world.heard.decisions.size() > decisions || world.heard.strangers.size() > strangers);
    if (world.heard.strangers.size() > strangers) {
      assertEquals(moves, world.car.moves().size());
      return Optional.of(world.heard.strangers.getLast());
    }
    return switch (world.heard.decisions.getLast().result()) {
      case Decision.Result.Refused(var code) -> {
        assertEquals(moves, world.car.moves().size());
        yield Optional.of(code);
      }
      case Decision.Result.Confirmed _ -> Optional.empty();
      case Decision.Result other -> throw new AssertionError(other);
    };
  }

  private static void refuses(RefusalCode code, GateWorld world, Consumer<Draft> change) {
    var draft = world.draft();
    change.accept(draft);
    assertEquals(Optional.of(code), refusal(world, draft.build()));
  }

  private static void unreadable(String path, Consumer<ObjectNode> change) {
    var refused = assertInstanceOf(Outcome.Refused.class, read(change), path);
    var mistakes = assertInstanceOf(PolicyRefusal.Unreadable.class, refused.reason()).mistakes();
    assertTrue(
        mistakes.stream().anyMatch(mistake -> mistake.path().equals(path)), mistakes::toString);
  }

  /** No command passes under it, however genuine. */
  private static void closed(RefusalCode code, Consumer<ObjectNode> change) {
    try (var world = under(read(change).orFault())) {
      assertEquals(Optional.of(code), refusal(world, world.draft().build()));
    }
  }

  private static ObjectNode at(ObjectNode tree, String pointer) {
    return (ObjectNode) tree.at(pointer);
  }

  private static ArrayNode list(ObjectNode tree, String pointer) {
    return (ArrayNode) tree.at(pointer);
  }

  @Test
  void holdUnderTheMostPermissivePolicy() {
    try (var world = under(read(_ -> {}).orFault())) {
      assertEquals(Optional.empty(), refusal(world, world.draft().build()));
      // 1: the phone's signature and a live grant
      refuses(RefusalCode.UNKNOWN_KEY, world, draft -> draft.phone = People.STRANGER);
      refuses(
          RefusalCode.BAD_SIGNATURE, world, draft -> draft.alterCommand = Draft::withAFlippedBit);
      // 2: an affirming result that names this key and a listed app
      refuses(
          RefusalCode.NO_ATTESTATION,
          world,
          draft -> draft.app = Optional.of(new Attestation("ear+jwt", Bytes.empty())));
      for (TrustTier tier : TrustTier.values()) {
        if (tier != TrustTier.AFFIRMING) {
          refuses(
              RefusalCode.NOT_AFFIRMING,
              world,
              draft ->
                  draft.app =
                      Optional.of(People.ear(AttesterRole.APP, draft.phone.publicKey(), tier)));
        }
      }
      refuses(
          RefusalCode.KEY_MISMATCH,
          world,
          draft ->
              draft.app =
                  Optional.of(
                      People.ear(
                          AttesterRole.APP, People.DRIVER.publicKey(), TrustTier.AFFIRMING)));
      // 3: an attested back-end
      refuses(
          RefusalCode.NO_COUNTERSIGNATURE,
          world,
          draft -> draft.alterRequest = bytes -> Draft.withSignature(bytes, Bytes.empty()));
      refuses(RefusalCode.SELF_COUNTERSIGNED, world, draft -> draft.backEnd = People.OWNER);
      refuses(
          RefusalCode.BACK_END_UNATTESTED,
          world,
          draft -> draft.backEndAttestation = new Attestation("ear+jwt", Bytes.utf8("believe me")));
      // 5: nothing behind what the back-end knows
      refuses(RefusalCode.POLICY_BEHIND, world, draft -> draft.policySequence = Long.MAX_VALUE);
      refuses(RefusalCode.POLICY_BEHIND, world, draft -> draft.revocationSequence = Long.MAX_VALUE);
      // 7: the car's own preconditions
      world.car.obstacle(RefusalCode.NOT_STANDING);
      refuses(RefusalCode.NOT_STANDING, world, _ -> {});
      world.car.noObstacle();
      // 4: once, and over a live nonce
      var once = world.draft();
      assertEquals(Optional.empty(), refusal(world, once.build()));
      var again = world.draft();
      again.counter = once.counter;
      assertEquals(Optional.of(RefusalCode.COUNTER_REUSED), refusal(world, again.build()));
      var late = world.draft().build();
      world.pass(GateWorld.SLOT.multipliedBy(100));
      assertEquals(Optional.of(RefusalCode.BEACON_EXPIRED), refusal(world, late));
    }
  }

  @Test
  void areNoMembersOfAPolicy() {
    for (String switched :
        List.of(
            "grants",
            "signatures",
            "requireAttestation",
            "requireCountersignature",
            "requireNonce",
            "replayWindow",
            "preconditions",
            "degraded")) {
      unreadable(switched, tree -> tree.put(switched, false));
      unreadable(
          "commands.unlock." + switched, tree -> at(tree, "/commands/unlock").put(switched, false));
      unreadable("attestation." + switched, tree -> at(tree, "/attestation").put(switched, false));
    }
    unreadable(
        "attestation.tokens[0].tiers",
        tree -> at(tree, "/attestation/tokens/0").putArray("tiers").add("warning"));
  }

  @Test
  void areNotSwitchedOffByLeavingSomethingOut() {
    for (String member :
        List.of("validity", "time", "attestation", "commands", "allowance", "revoked")) {
      unreadable(member, tree -> tree.remove(member));
    }
    for (String member : List.of("roles", "channels", "lifetimeSeconds")) {
      unreadable("commands.unlock." + member, tree -> at(tree, "/commands/unlock").remove(member));
    }
    for (String member : List.of("keys", "subjects", "maximumAgeSeconds", "profiles")) {
      unreadable(
          "attestation.tokens[0]." + member,
          tree -> at(tree, "/attestation/tokens/0").remove(member));
    }
    closed(RefusalCode.BAD_ATTESTATION, tree -> at(tree, "/attestation").remove("tokens"));
    closed(RefusalCode.BAD_ATTESTATION, tree -> list(tree, "/attestation/tokens").removeAll());
    closed(RefusalCode.WRONG_ROLE, tree -> list(tree, "/attestation/tokens").remove(0));
    closed(RefusalCode.WRONG_ROLE, tree -> list(tree, "/attestation/tokens").remove(1));
    closed(RefusalCode.POLICY_FORBIDS, tree -> at(tree, "/commands").remove("unlock"));
  }

  @Test
  void areNotSwitchedOffByAnEmptyList() {
    unreadable("time.keys", tree -> list(tree, "/time/keys").removeAll());
    for (String member : List.of("keys", "subjects", "profiles")) {
      unreadable(
          "attestation.tokens[0]." + member,
          tree -> list(tree, "/attestation/tokens/0/" + member).removeAll());
    }
    closed(RefusalCode.POLICY_FORBIDS, tree -> list(tree, "/commands/unlock/roles").removeAll());
    closed(RefusalCode.POLICY_FORBIDS, tree -> list(tree, "/commands/unlock/channels").removeAll());
  }

  @Test
  void areNotStretchedByANumber() {
    Map.of(
            "/commands/unlock/lifetimeSeconds", List.of(0L, 601L, -1L, Long.MAX_VALUE),
            "/commands/start/runSeconds", List.of(0L, 3601L),
            "/allowance/commands", List.of(0L, 100_001L, -1L),
            "/allowance/seconds", List.of(0L, 86_401L),
            "/time/threshold", List.of(0L, 2L),
            "/attestation/tokens/0/maximumAgeSeconds", List.of(0L, 86_401L))
        .forEach((pointer, numbers) -> {
          int slash = pointer.lastIndexOf('/');
          var path = pointer.substring(1).replace("/0", "[0]").replace('/', '.');
          numbers.forEach(number ->
              unreadable(
                  path,
                  tree ->
                      at(tree, pointer.substring(0, slash))
                          .put(pointer.substring(slash + 1), number)));
        });
  }
}
