package dev.portcullis.simulator.cloud;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttestationAnchor;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes the policy of the demo vehicle as JSON; the bytes are signed exactly as they are. */
final class DemoPolicyCodec {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int SCHEMA = 1;
  private static final int LIFETIME_SECONDS = 60;
  private static final int RUN_SECONDS = 900;
  private static final int ALLOWED_COMMANDS = 2000;
  private static final int ALLOWANCE_SECONDS = 60;
  private static final Duration VALIDITY = Duration.ofDays(365);

  private DemoPolicyCodec() {}

  /** A Verifier's key and whom it may speak for. */
  record Attester(AttestationAnchor anchor, String subject) {}

  static Bytes encode(
      long sequence,
      Instant from,
      List<PublicKey> timeKeys,
      int timeThreshold,
      List<Attester> attesters) {
    var policy = MAPPER.createObjectNode();
    policy.put("schema", SCHEMA);
    policy.put("sequence", sequence);
    policy
        .putObject("validity")
        .put("notBefore", from.toString())
        .put("notAfter", from.plus(VALIDITY).toString());
    var time = policy.putObject("time");
    var keys = time.putArray("keys");
    timeKeys.forEach(key -> keys.add(key.encoded().hex()));
    time.put("threshold", timeThreshold);
    var list = policy.putArray("attestation");
    attesters.forEach(attester -> putAttester(list.addObject(), attester));
    var commands = policy.putObject("commands");
    for (var name : CommandName.values()) {
      putRule(commands.putObject(name.wire()), name);
    }
    var allowance = policy.putObject("allowance");
    allowance.put("commands", ALLOWED_COMMANDS);
    allowance.put("seconds", ALLOWANCE_SECONDS);
    var revoked = policy.putObject("revoked");
    revoked.put("sequence", 0);
    revoked.putArray("keys");
    return Bytes.utf8(policy.toPrettyString() + "\n");
  }

  private static void putAttester(ObjectNode node, Attester attester) {
    var anchor = attester.anchor();
    node.put("role", anchor.role().wire());
    node.put("format", anchor.format());
    node.put("issuer", anchor.issuer());
    node.put("algorithm", name(anchor.algorithm()));
    node.put("key", anchor.key().encoded().hex());
    node.putArray("subjects").add(attester.subject());
  }

  private static String name(Algorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> "ES256";
      case EDDSA -> "EdDSA";
    };
  }

  /** Owners and drivers remotely; lock and unlock also when the back-end is down. */
  private static void putRule(ObjectNode rule, CommandName name) {
    var roles = rule.putArray("roles");
    roles.add(Role.OWNER.wire());
    roles.add(Role.DRIVER.wire());
    var channels = rule.putArray("channels");
    channels.add(Channel.REMOTE.wire());
    if (name == CommandName.LOCK || name == CommandName.UNLOCK) {
      channels.add(Channel.LOCAL.wire());
    }
    rule.put("lifetimeSeconds", LIFETIME_SECONDS);
    if (name == CommandName.START) {
      rule.put("runSeconds", RUN_SECONDS);
    }
  }
}
