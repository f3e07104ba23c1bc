package dev.portcullis.agent.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Whatever the file holds, it is read or refused, and a refusal says where and why. */
final class ConfigurationFuzzTest {

  @FuzzTest
  void anyTextIsAnswered(byte[] text) {
    var read =
        ConfigurationReader.parse(
            Path.of("/etc/agent.toml"), new String(text, StandardCharsets.UTF_8));
    if (read instanceof Outcome.Refused<AgentConfiguration, ConfigurationRefusal>(var reason)
        && (reason.where().isBlank() || reason.reason().isBlank())) {
      throw new AssertionError("it does not say where or why");
    }
  }
}
