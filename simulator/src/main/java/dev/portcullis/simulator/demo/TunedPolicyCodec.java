package dev.portcullis.simulator.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.io.IOException;

/** The demo's policy, with the tuned allowance and a revoked key. */
final class TunedPolicyCodec {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TunedPolicyCodec() {}

  static Bytes tuned(Bytes usual, Digest revoked) throws IOException {
    if (!(MAPPER.readTree(usual.toArray()) instanceof ObjectNode policy)) {
      throw new IOException("the policy is no JSON object");
    }
    policy
        .putObject("allowance")
        .put("commands", Tuning.ALLOWED_COMMANDS)
        .put("seconds", Tuning.ALLOWANCE_SECONDS);
    policy.putObject("revoked").put("sequence", 1).putArray("keys").add(revoked.value().hex());
    return Bytes.utf8(policy.toPrettyString() + "\n");
  }
}
