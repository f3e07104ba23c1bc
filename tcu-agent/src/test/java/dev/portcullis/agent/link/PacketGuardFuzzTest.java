package dev.portcullis.agent.link;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;

/** Whatever a broker sends, the guard passes it on as it is or ends the stream with a reason. */
class PacketGuardFuzzTest {

  private static final int LARGEST = 64;

  @FuzzTest(maxDuration = "15s")
  void passesOnOrEndsWithAReason(byte[] stream) {
    var violations = new ArrayList<String>();
    try (var guard = new PacketGuard(new ByteArrayInputStream(stream), LARGEST, violations::add)) {
      byte[] passed = guard.readAllBytes();
      if (passed.length != stream.length || !violations.isEmpty()) {
        throw new AssertionError("changed what it passed on");
      }
    } catch (IOException e) {
      if (violations.size() != 1) {
        throw new AssertionError("ended without a reason", e);
      }
    }
  }
}
