package dev.portcullis.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.token.ApproovFormat;
import dev.portcullis.crypto.attest.token.Jwk;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.simulator.attack.PolicyDesk;
import dev.portcullis.simulator.cloud.EvidenceVerifier;
import dev.portcullis.simulator.cloud.ProvisionFiles;
import dev.portcullis.simulator.cloud.Provisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Signs the demo's next policy and installs it as an integrator would, with the agent's own
 * command.
 */
final class DemoPolicyDesk implements PolicyDesk {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path home;
  private final Path folder;
  private final Provisioning provisioning;
  private final ProvisionFiles files;
  private Optional<Path> newest = Optional.empty();

  /** A desk that writes below {@code folder}. */
  DemoPolicyDesk(Path home, Path folder, Provisioning provisioning, ProvisionFiles files) {
    this.home = home;
    this.folder = folder;
    this.provisioning = provisioning;
    this.files = files;
  }

  @Override
  public long addKeys(PublicKey verifier, PublicKey approov)
      throws IOException, InterruptedException {
    var policy = policy();
    long sequence = policy.path("sequence").asLong() + 1;
    policy.put("sequence", sequence);
    for (JsonNode entry : policy.at("/attestation/tokens")) {
      if (entry.path("issuer").asText().equals(EvidenceVerifier.APP_ISSUER)) {
        add(entry, verifier);
      }
      if (entry.path("format").asText().equals(ApproovFormat.NAME)) {
        add(entry, approov);
      }
    }
    var next = write(policy, sequence);
    AgentProcess.installPolicy(home, files.agent(), next, folder.resolve("policy.log"));
    return sequence;
  }

  /** A folder with the newest policy there is. */
  Path same() throws IOException {
    if (newest.isEmpty()) {
      return write(policy(), policy().path("sequence").asLong());
    }
    return newest.get();
  }

  /** A folder with the newest policy once more, under the next sequence. */
  Path next() throws IOException {
    var json = MAPPER.readTree(same().resolve("policy.json").toFile());
    if (!(json instanceof ObjectNode policy)) {
      throw new IOException("the policy is no JSON object");
    }
    long sequence = policy.path("sequence").asLong() + 1;
    policy.put("sequence", sequence);
    return write(policy, sequence);
  }

  private ObjectNode policy() throws IOException {
    if (!(MAPPER.readTree(files.policy().toFile()) instanceof ObjectNode policy)) {
      throw new IOException("the policy is no JSON object");
    }
    return policy;
  }

  private Path write(ObjectNode policy, long sequence) throws IOException {
    var next = Files.createDirectories(folder.resolve("policy-" + sequence));
    var json = Bytes.utf8(policy.toPrettyString() + "\n");
    Files.write(next.resolve("policy.json"), json.toArray());
    Files.write(next.resolve("policy.signatures"), provisioning.signatures(json).toArray());
    newest = Optional.of(next);
    return next;
  }

  private static void add(JsonNode entry, PublicKey key) {
    if (entry.get("keys") instanceof ArrayNode keys) {
      var jwk = keys.addObject();
      Jwk.members(key).forEach(jwk::put);
    }
  }
}
