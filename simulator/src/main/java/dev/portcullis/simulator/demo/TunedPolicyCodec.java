package dev.portcullis.simulator.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.token.ApproovFormat;
import dev.portcullis.crypto.attest.token.Jwk;
import dev.portcullis.simulator.attack.Platforms;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.platform.ApproovService;
import dev.portcullis.simulator.platform.EnclaveHost;
import java.io.IOException;
import java.util.Base64;

/** The demo's policy, with the tuned allowance, a revoked key, and the platforms of others. */
final class TunedPolicyCodec {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final int TOKEN_SECONDS = 600;
  private static final int DOCUMENT_SECONDS = 300;

  private TunedPolicyCodec() {}

  static Bytes tuned(Bytes usual, Digest revoked, Platforms platforms) throws IOException {
    if (!(MAPPER.readTree(usual.toArray()) instanceof ObjectNode policy)) {
      throw new IOException("the policy is no JSON object");
    }
    policy
        .putObject("allowance")
        .put("commands", Tuning.ALLOWED_COMMANDS)
        .put("seconds", Tuning.ALLOWANCE_SECONDS);
    policy.putObject("revoked").put("sequence", 1).putArray("keys").add(revoked.value().hex());
    if (policy.get("attestation") instanceof ObjectNode attestation) {
      putApproov(attestation.withArray("tokens").addObject(), platforms.approov());
      putEnclaves(attestation.putObject("nitro"), platforms.enclaves());
    }
    return Bytes.utf8(policy.toPrettyString() + "\n");
  }

  private static void putApproov(ObjectNode node, ApproovService approov) {
    node.put("role", "app").put("format", ApproovFormat.NAME).put("issuer", ApproovService.ACCOUNT);
    node.putArray("audiences").add(ApproovService.AUDIENCE);
    var jwk = node.putArray("keys").addObject();
    Jwk.members(approov.publicKey()).forEach(jwk::put);
    node.putArray("subjects").add(Provisioning.APP);
    node.put("maximumAgeSeconds", TOKEN_SECONDS);
  }

  private static void putEnclaves(ObjectNode node, EnclaveHost enclaves) {
    var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    node.putArray("roots")
        .add(
            "-----BEGIN PUBLIC KEY-----\n"
                + encoder.encodeToString(enclaves.rootKey().encoded().toArray())
                + "\n-----END PUBLIC KEY-----\n");
    node.put("maximumAgeSeconds", DOCUMENT_SECONDS);
    var enclave = node.putArray("enclaves").addObject().put("name", "command-service");
    var registers = enclave.putObject("pcrs");
    enclaves
        .genuine()
        .forEach((register, value) -> registers.put(String.valueOf(register), value.hex()));
  }
}
