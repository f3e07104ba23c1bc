package dev.portcullis.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Another set of signers: named by a policy, signed by the old and the new. */
final class PolicySignersTest {

  private static final List<Signer> OLD = keys("old", 3);
  private static final List<Signer> NEW = keys("new", 2);
  private static final SigningAuthority IN_FORCE = authority(OLD, 2);

  private static List<Signer> keys(String name, int number) {
    return IntStream.range(0, number)
        .<Signer>mapToObj(i -> PolicyText.key(Algorithm.ES256, name + i))
        .toList();
  }

  private static SigningAuthority authority(List<Signer> keys, int threshold) {
    return new SigningAuthority(keys.stream().map(Signer::publicKey).toList(), threshold);
  }

  private static ObjectNode naming(List<Signer> keys, int threshold) {
    var tree = PolicyText.tree();
    var signers = tree.putObject("signers").put("threshold", threshold);
    var list = signers.putArray("keys");
    keys.forEach(key -> list.add(key.publicKey().encoded().hex()));
    return tree;
  }

  private static Outcome<SignedPolicy, PolicyRefusal> verified(
      ObjectNode tree, List<Signer> first, List<Signer> second) {
    var json = Bytes.utf8(tree.toString());
    var all = new ArrayList<>(first);
    all.addAll(second);
    var signatures = DetachedSignatures.sign(all, SignedPolicy.TYPE, json).encoded();
    return SignedPolicy.verify(json, signatures, IN_FORCE);
  }

  private static PolicyRefusal refusal(Outcome<SignedPolicy, PolicyRefusal> outcome) {
    return assertInstanceOf(
        PolicyRefusal.class, assertInstanceOf(Outcome.Refused.class, outcome).reason());
  }

  private static PolicyRefusal.Mistake mistake(Consumer<ObjectNode> change) {
    var tree = naming(NEW, 2);
    change.accept(tree);
    return assertInstanceOf(
            PolicyRefusal.Unreadable.class,
            assertInstanceOf(Outcome.Refused.class, PolicyReader.read(Bytes.utf8(tree.toString())))
                .reason())
        .mistakes()
        .getFirst();
  }

  @Test
  void signTheNextPolicyWhereTheOldAndTheNewSignedThisOne() {
    var signed = verified(naming(NEW, 2), OLD.subList(1, 3), NEW).orFault();
    assertEquals(authority(NEW, 2), signed.signers());
    assertEquals(true, signed.changesSigners());
  }

  @Test
  void areRefusedWhereOneSetDidNotSign() {
    assertEquals(
        new PolicyRefusal.TooFewNewSigners(0, 2),
        refusal(verified(naming(NEW, 2), OLD, List.of())));
    assertEquals(
        new PolicyRefusal.TooFewNewSigners(1, 2),
        refusal(verified(naming(NEW, 2), OLD, NEW.subList(0, 1))));
    assertEquals(
        new PolicyRefusal.TooFewSignatures(0, 2),
        refusal(verified(naming(NEW, 2), List.of(), NEW)));
    assertEquals(
        new PolicyRefusal.TooFewSignatures(1, 2),
        refusal(verified(naming(NEW, 2), OLD.subList(0, 1), NEW)));
  }

  @Test
  void ofWhomSomeStaySignOnceForBothSets() {
    var both = List.of(OLD.get(0), OLD.get(1), NEW.get(0));
    assertEquals(
        authority(both, 2),
        verified(naming(both, 2), OLD.subList(0, 2), List.of()).orFault().signers());
    assertEquals(
        new PolicyRefusal.TooFewNewSigners(2, 3),
        refusal(verified(naming(both, 3), OLD.subList(0, 2), List.of())),
        "another threshold is another set");
  }

  @Test
  void stayWhereThePolicyNamesNobodyOrTheSame() {
    var silent = verified(PolicyText.tree(), OLD, List.of()).orFault();
    assertEquals(IN_FORCE, silent.signers());
    assertEquals(false, silent.changesSigners());
    var reversed = List.of(OLD.get(2), OLD.get(1), OLD.get(0));
    var same = verified(naming(reversed, 2), OLD.subList(0, 2), List.of()).orFault();
    assertEquals(false, same.changesSigners(), "the order of the keys says nothing");
  }

  @Test
  void areASetOfOneToEightKeysThatAreNotRevoked() {
    assertEquals(
        "signers.keys", mistake(tree -> tree.withArray("/signers/keys").removeAll()).path());
    assertEquals(
        "signers.threshold",
        mistake(tree -> ((ObjectNode) tree.get("signers")).put("threshold", 3)).path());
    assertEquals(
        "signers.threshold",
        mistake(tree -> ((ObjectNode) tree.get("signers")).put("threshold", 0)).path());
    assertEquals(
        "signers.threshold",
        mistake(tree -> ((ObjectNode) tree.get("signers")).remove("threshold")).path());
    assertEquals(
        "signers.surprise",
        mistake(tree -> ((ObjectNode) tree.get("signers")).put("surprise", 1)).path());
    assertEquals("signers", mistake(tree -> tree.put("signers", 1)).path());
    assertEquals(
        "signers.keys",
        mistake(
                tree -> {
                  var keys = (ArrayNode) tree.at("/signers/keys");
                  keys.add(keys.get(0));
                })
            .path());
    assertEquals(
        "signers.keys",
        mistake(tree ->
                keys("many", 7)
                    .forEach(key ->
                        ((ArrayNode) tree.at("/signers/keys"))
                            .add(key.publicKey().encoded().hex())))
            .path());
    var revoked = NEW.get(1).publicKey().thumbprint().value().hex();
    assertEquals(
        new PolicyRefusal.Mistake("signers.keys[1]", "is revoked by this very policy"),
        mistake(tree -> ((ArrayNode) tree.at("/revoked/keys")).add(revoked)));
  }

  @Test
  void areSaidInWordsWithWhatChanges() {
    var policy = PolicyReader.read(Bytes.utf8(naming(NEW, 2).toString())).orFault();
    var words = String.join("\n", PolicyWords.of(policy));
    assertEquals(
        true, words.contains("the next policy: signed by 2 of 2, " + name(NEW.get(0))), words);
    assertEquals(
        List.of(
            "signers: CHANGED",
            "  this policy is to be signed by 2 of 3, " + names(OLD),
            "  and also signed by 2 of 2, " + names(NEW),
            "  new: " + names(NEW),
            "  no longer: " + names(OLD)),
        PolicyWords.change(IN_FORCE, policy));
    var silent = PolicyReader.read(PolicyText.json()).orFault();
    assertEquals(
        List.of("signers: unchanged; this policy is to be signed by 2 of 3, " + names(OLD)),
        PolicyWords.change(IN_FORCE, silent));
  }

  private static String name(Signer key) {
    return key.publicKey().thumbprint().shortHex();
  }

  private static String names(List<Signer> keys) {
    return String.join(", ", keys.stream().map(PolicySignersTest::name).toList());
  }

  @Test
  void ofOrdersAreReadWhereThereAreAny() {
    var tree = PolicyText.tree();
    var key = PolicyText.key(Algorithm.EDDSA, "soc").publicKey();
    var keys = tree.putArray("orderKeys");
    assertEquals(List.of(), orders(tree), "an empty list");
    keys.add(key.encoded().hex());
    assertEquals(List.of(key), orders(tree));
    var words = PolicyWords.of(PolicyReader.read(Bytes.utf8(tree.toString())).orFault());
    assertEquals(
        true,
        words.contains("orders of the SOC: each signed by one of " + key.thumbprint().shortHex()),
        words.toString());
    keys.add("a0");
    assertEquals(
        "orderKeys[1]", mistake(other -> other.set("orderKeys", tree.get("orderKeys"))).path());
  }

  private static List<?> orders(ObjectNode tree) {
    return PolicyReader.read(Bytes.utf8(tree.toString())).orFault().authorities().orders();
  }
}
