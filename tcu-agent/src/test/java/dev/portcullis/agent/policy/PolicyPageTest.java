package dev.portcullis.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/policy.md shows as a complete policy is one. */
final class PolicyPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("project.root", ".."), "docs", "policy.md");

  @Test
  void theExampleIsAPolicy() throws IOException {
    var blocks = Pattern.compile("(?s)```json\n(.*?)```").matcher(Files.readString(PAGE));
    assertEquals(true, blocks.find(), "the page shows a policy");
    var policy = PolicyReader.read(Bytes.utf8(blocks.group(1))).orFault();
    assertEquals(7, policy.sequence());
    assertEquals(1, policy.attestation().tokens().all().size());
    assertEquals(3, policy.commands().size());
  }
}
