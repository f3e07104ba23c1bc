package dev.portcullis.agent.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.EarForm;
import dev.portcullis.crypto.attest.token.EarIssuer;
import dev.portcullis.crypto.attest.token.EarProfile;
import dev.portcullis.crypto.attest.token.Jwk;
import dev.portcullis.crypto.attest.token.TokenEncoding;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class AttestationCommandTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Signer VERIFIER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Signer PHONE = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir private Path folder;
  private Path policy = Path.of("");
  private Path token = Path.of("");

  private record Said(int exit, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    policy = folder.resolve("policy.json");
    token = folder.resolve("token.jwt");
    Files.writeString(policy, policyText());
    write(TrustTier.AFFIRMING);
  }

  private void write(TrustTier tier) throws IOException {
    var issuer =
        new EarIssuer(
            "verifier.example", "1", new EarForm(TokenEncoding.JWT, EarProfile.VERAISON), VERIFIER);
    var attestation =
        issuer.issue(
            new EarIssuer.Verdict(AttesterRole.APP, "app.example", PHONE.publicKey(), tier),
            NOW.minusSeconds(60),
            NOW.plusSeconds(3600));
    Files.write(token, attestation.result().toArray());
  }

  private static String policyText() {
    var tree = MAPPER.createObjectNode();
    tree.put("schema", 1).put("sequence", 1);
    tree.putObject("validity")
        .put("notBefore", "2026-01-01T00:00:00Z")
        .put("notAfter", "2027-01-01T00:00:00Z");
    var time = tree.putObject("time");
    time.putArray("keys").add(VERIFIER.publicKey().encoded().hex());
    time.put("threshold", 1);
    var entry = tree.putObject("attestation").putArray("tokens").addObject();
    entry.put("role", "app").put("format", "ear+jwt").put("issuer", "verifier.example");
    entry.putArray("profiles").add(EarProfile.VERAISON.uri());
    var jwk = entry.putArray("keys").addObject();
    Jwk.members(VERIFIER.publicKey()).forEach(jwk::put);
    entry.putArray("subjects").add("app.example");
    entry.put("maximumAgeSeconds", 3600);
    tree.putObject("commands");
    tree.putObject("allowance").put("commands", 1).put("seconds", 1);
    tree.putObject("revoked").put("sequence", 0).putArray("keys");
    return tree.toPrettyString();
  }

  private Said inspect(String... more) {
    var out = new StringWriter();
    var err = new StringWriter();
    var words = new ArrayList<String>();
    words.addAll(List.of("attestation", "--policy", policy.toString()));
    words.addAll(List.of(more));
    words.add(token.toString());
    int exit =
        new CommandLine(new InspectCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words.toArray(String[]::new));
    return new Said(exit, out.toString(), err.toString());
  }

  private Said asApp(String... more) {
    var words =
        new ArrayList<>(List.of("--format", "ear+jwt", "--role", "app", "--at", NOW.toString()));
    words.addAll(List.of(more));
    return inspect(words.toArray(String[]::new));
  }

  @Test
  void anAcceptedOneShowsEachRequirementAndWhatItProves() {
    var key = PHONE.publicKey().thumbprint().value().hex();
    var said = asApp("--key-id", key);
    assertEquals(0, said.exit(), said.out());
    assertTrue(said.out().contains("ACCEPTED  app.example, by verifier.example"), said.out());
    assertTrue(said.out().contains(key), said.out());
  }

  @Test
  void whatWasNotGivenIsNotPerformedAndDoesNotRefuse() {
    var said = asApp();
    assertEquals(0, said.exit(), said.out());
    assertTrue(said.out().contains("not performed: needs --key-id"), said.out());
  }

  @Test
  void aRefusedOneNamesTheFirstRequirementAndShowsAll() throws IOException {
    write(TrustTier.CONTRAINDICATED);
    var said = asApp("--key-id", "00".repeat(32));
    assertEquals(1, said.exit());
    assertTrue(said.out().contains("REFUSED   KEY_MISMATCH"), said.out());
    assertTrue(said.out().contains("NOT_AFFIRMING"), said.out());
  }

  @Test
  void theTimeIsTheOneThatIsGiven() {
    var said =
        inspect("--format", "ear+jwt", "--role", "app", "--at", NOW.plusSeconds(7200).toString());
    assertEquals(1, said.exit());
    assertTrue(said.out().contains("EXPIRED"), said.out());
  }

  @Test
  void bytesThatAreNoTokenAreRefusedAndNotUnreadable() throws IOException {
    Files.write(token, new byte[] {0, 1, 2});
    assertEquals(1, asApp().exit());
    Files.write(token, new byte[0]);
    assertEquals(1, asApp().exit());
  }

  @Test
  void theEndOfTheLineIsNotPartOfAToken() throws IOException {
    Files.writeString(token, Files.readString(token) + "\r\n");
    assertEquals(0, asApp().exit());
  }

  @Test
  void aFormatThePolicyDoesNotSpeakOfIsRefused() {
    var said = inspect("--format", "nitro", "--role", "backend", "--at", NOW.toString());
    assertEquals(1, said.exit());
    assertTrue(said.out().contains("UNKNOWN_FORMAT"), said.out());
  }

  @Test
  void jsonSaysTheSame() throws IOException {
    var tree = MAPPER.readTree(asApp("--json").out());
    assertEquals("accepted", tree.get("outcome").asText());
    assertEquals("SIZE", tree.at("/checks/0/requirement").asText());
    assertEquals("passed", tree.at("/checks/0/verdict").asText());
    write(TrustTier.WARNING);
    var refused = MAPPER.readTree(asApp("--json").out());
    assertEquals("refused", refused.get("outcome").asText());
    assertEquals("NOT_AFFIRMING", refused.get("code").asText());
  }

  @Test
  void aMissingFileAndABadPolicyAreUnusable() throws IOException {
    Files.writeString(policy, "{\"schema\": 1, \"sequence\": 0}");
    var bad = asApp();
    assertEquals(2, bad.exit());
    assertTrue(bad.err().contains("sequence: is 0"), bad.err());
    assertTrue(bad.err().contains("validity: is missing"), bad.err());
    Files.delete(policy);
    assertEquals(2, asApp().exit());
    Files.writeString(policy, policyText());
    Files.delete(token);
    assertEquals(2, asApp().exit());
  }

  @Test
  void wrongWordsAreUnusableAndSayWhatIsRight() {
    for (var words :
        List.of(
            List.of("--format", "jwt", "--role", "app", "--at", NOW.toString()),
            List.of("--format", "ear+jwt", "--role", "phone", "--at", NOW.toString()),
            List.of("--format", "ear+jwt", "--role", "app", "--at", "noon"))) {
      var said = inspect(words.toArray(String[]::new));
      assertEquals(2, said.exit());
      assertTrue(said.err().contains("must be"), said.err());
    }
    assertEquals(2, asApp("--key-id", "xyz").exit());
  }
}
