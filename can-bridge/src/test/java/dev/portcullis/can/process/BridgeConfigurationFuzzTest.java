package dev.portcullis.can.process;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Path;

class BridgeConfigurationFuzzTest {

  @FuzzTest
  void whatIsRefusedIsRefusedWithItsFile(byte[] input) {
    if (BridgeConfigurationReader.read(Path.of("bridge.toml"), Bytes.of(input))
            instanceof Outcome.Refused<BridgeConfiguration, Problem>(var problem)
        && !problem.where().startsWith("bridge.toml")) {
      throw new AssertionError("nowhere: " + problem);
    }
  }
}
