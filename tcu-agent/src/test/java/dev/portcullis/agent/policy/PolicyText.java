package dev.portcullis.agent.policy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.CommandName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A policy that is in order, as a tree to be spoilt. Its keys are the same in each run. */
final class PolicyText {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private PolicyText() {}

  static SoftwareSigner key(Algorithm algorithm, String name) {
    byte[] secret = (name + " of this test, 32 bytes long....").getBytes(StandardCharsets.US_ASCII);
    return SoftwareSigner.of(algorithm, SecretBytes.takeOver(Arrays.copyOf(secret, 32))).orFault();
  }

  private static String hex(Algorithm algorithm, String name) {
    return key(algorithm, name).publicKey().encoded().hex();
  }

  static ObjectNode tree() {
    var policy = MAPPER.createObjectNode();
    policy.put("schema", 1).put("sequence", 5);
    policy
        .putObject("validity")
        .put("notBefore", "2026-11-01T00:00:00Z")
        .put("notAfter", "2027-11-01T00:00:00Z");
    var time = policy.putObject("time");
    time.putArray("keys").add(hex(Algorithm.EDDSA, "time 1")).add(hex(Algorithm.ES256, "time 2"));
    time.put("threshold", 2);
    var attestation = policy.putArray("attestation");
    attester(attestation.addObject(), "app");
    attester(attestation.addObject(), "back-end");
    var commands = policy.putObject("commands");
    for (CommandName name : CommandName.values()) {
      var rule = commands.putObject(name.wire());
      rule.putArray("roles").add("owner").add("driver");
      rule.putArray("channels").add("remote").add("local");
      rule.put("lifetimeSeconds", 60);
      if (name == CommandName.START) {
        rule.put("runSeconds", 900);
      }
    }
    policy.putObject("allowance").put("commands", 100).put("seconds", 60);
    var revoked = policy.putObject("revoked");
    revoked.put("sequence", 3);
    revoked.putArray("keys").add("00".repeat(32));
    return policy;
  }

  private static void attester(ObjectNode node, String role) {
    node.put("role", role).put("format", "ear+jwt").put("issuer", role + "-verifier.example");
    node.put("algorithm", "ES256").put("key", hex(Algorithm.ES256, role));
    node.putArray("subjects").add(role + ".example");
  }

  static Bytes json() {
    return Bytes.utf8(tree().toPrettyString());
  }
}
