package dev.portcullis.agent.policy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.attest.token.Jwk;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.signature.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

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
    var attestation = policy.putObject("attestation");
    var tokens = attestation.putArray("tokens");
    ear(tokens.addObject(), "app", "ear+jwt");
    ear(tokens.addObject(), "back-end", "ear+cwt");
    approov(tokens.addObject());
    nitro(attestation.putObject("nitro"));
    android(attestation.putObject("android"));
    apple(attestation.putObject("apple"));
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

  private static void ear(ObjectNode node, String role, String format) {
    node.put("role", role).put("format", format).put("issuer", role + "-verifier.example");
    node.putArray("profiles").add("tag:github.com,2023:veraison/ear");
    jwk(node.putArray("keys"), role);
    node.putArray("subjects").add(role + ".example");
    node.put("maximumAgeSeconds", 3600);
  }

  private static void approov(ObjectNode node) {
    node.put("role", "app").put("format", "approov+jwt");
    jwk(node.putArray("keys"), "approov");
    node.putArray("subjects").add("other.example");
    node.put("maximumAgeSeconds", 600);
  }

  private static void jwk(ArrayNode keys, String name) {
    var jwk = keys.addObject();
    Jwk.members(key(Algorithm.ES256, name).publicKey()).forEach(jwk::put);
  }

  private static String root(String name) {
    var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    var der = VerificationKey.of(key(Algorithm.ES256, name).publicKey()).encoded();
    return "-----BEGIN PUBLIC KEY-----\n"
        + encoder.encodeToString(der.toArray())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static void nitro(ObjectNode node) {
    node.putArray("roots").add(root("aws"));
    node.put("maximumAgeSeconds", 300);
    var enclave = node.putArray("enclaves").addObject();
    enclave.put("name", "command-service");
    var registers = enclave.putObject("pcrs");
    for (int register : new int[] {0, 1, 2, 8}) {
      registers.put(String.valueOf(register), "0" + register + "11".repeat(47));
    }
  }

  private static void android(ObjectNode node) {
    node.putArray("roots").add(root("google"));
    node.putArray("revokedSerials").add("6681152659205225093");
    node.putArray("securityLevels").add("tee").add("strongbox");
    node.put("userAuthentication", "required");
    node.putObject("minimumPatchLevels")
        .put("os", 202401)
        .put("vendor", 20240105)
        .put("boot", 20240105);
    var app = node.putArray("apps").addObject();
    app.put("package", "com.example.key").put("minimumVersion", 12);
    app.putArray("signers").add("ab".repeat(32));
  }

  private static void apple(ObjectNode node) {
    node.putArray("roots").add(root("apple"));
    node.putArray("environments").add("production");
    node.putArray("apps").addObject().put("team", "ABCDE12345").put("bundle", "com.example.key");
  }

  static Bytes json() {
    return Bytes.utf8(tree().toPrettyString());
  }
}
