package dev.portcullis.simulator.cloud;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.Jwk;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.simulator.platform.AndroidPhones;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Writes the policy of the demo vehicle as JSON; the bytes are signed exactly as they are. */
final class DemoPolicyCodec {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int SCHEMA = 1;
  private static final int LIFETIME_SECONDS = 60;
  private static final int LINE = 64;
  private static final int RUN_SECONDS = 900;
  private static final int ALLOWED_COMMANDS = 2000;
  private static final int ALLOWANCE_SECONDS = 60;
  private static final int MAXIMUM_AGE_SECONDS = 7200;
  private static final Duration VALIDITY = Duration.ofDays(365);

  private DemoPolicyCodec() {}

  /** A Verifier's key and whom it may speak for. */
  record Attester(AttesterRole role, String issuer, PublicKey key, String subject) {}

  static Bytes encode(
      long sequence,
      Instant from,
      List<PublicKey> timeKeys,
      int timeThreshold,
      PublicKey revocationKey,
      List<Attester> attesters,
      AndroidPhones phones) {
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
    var attestation = policy.putObject("attestation");
    var list = attestation.putArray("tokens");
    attesters.forEach(attester -> putAttester(list.addObject(), attester));
    putPhones(attestation.putObject("android"), phones);
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
    policy.putArray("revocationKeys").add(revocationKey.encoded().hex());
    return Bytes.utf8(policy.toPrettyString() + "\n");
  }

  private static void putAttester(ObjectNode node, Attester attester) {
    node.put("role", attester.role().wire());
    node.put("format", EvidenceVerifier.FORM.format());
    node.putArray("profiles").add(EvidenceVerifier.FORM.profile().uri());
    node.put("issuer", attester.issuer());
    var jwk = node.putArray("keys").addObject();
    Jwk.members(attester.key()).forEach(jwk::put);
    node.putArray("subjects").add(attester.subject());
    node.put("maximumAgeSeconds", MAXIMUM_AGE_SECONDS);
  }

  private static void putPhones(ObjectNode node, AndroidPhones phones) {
    var encoder = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    node.putArray("roots")
        .add(
            "-----BEGIN PUBLIC KEY-----\n"
                + encoder.encodeToString(phones.root().encoded().toArray())
                + "\n-----END PUBLIC KEY-----\n");
    node.putArray("securityLevels").add("tee").add("strongbox");
    node.put("userAuthentication", "required");
    var app = node.putArray("apps").addObject().put("package", Provisioning.APP);
    app.putArray("signers").add(AndroidPhones.SIGNER.value().hex());
    app.put("minimumVersion", AndroidPhones.VERSION);
  }

  /**
   * Owners and drivers remotely; lock and unlock also for valets, and when the back-end is down.
   */
  private static void putRule(ObjectNode rule, CommandName name) {
    var roles = rule.putArray("roles");
    roles.add(Role.OWNER.wire());
    roles.add(Role.DRIVER.wire());
    boolean parks = name == CommandName.LOCK || name == CommandName.UNLOCK;
    if (parks) {
      roles.add(Role.VALET.wire());
    }
    var channels = rule.putArray("channels");
    channels.add(Channel.REMOTE.wire());
    if (parks) {
      channels.add(Channel.LOCAL.wire());
    }
    rule.put("lifetimeSeconds", LIFETIME_SECONDS);
    if (name == CommandName.START) {
      rule.put("runSeconds", RUN_SECONDS);
    }
  }
}
