package dev.portcullis.agent.local;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;

/** Any text is an address or a refusal. */
class ListenAddressFuzzTest {

  @FuzzTest(maxDuration = "15s")
  void isAnAddressOrARefusal(byte[] text) {
    switch (ListenAddress.parse(new String(text, StandardCharsets.UTF_8))) {
      case Outcome.Passed<ListenAddress, ListenAddress.Refusal>(var address) -> {
        if (!ListenAddress.parse(address.toString()).equals(Outcome.passed(address))) {
          throw new AssertionError("does not read its own text: " + address);
        }
      }
      case Outcome.Refused<ListenAddress, ListenAddress.Refusal> _ -> {
        // A named reason, which is all that is promised.
      }
    }
  }
}
