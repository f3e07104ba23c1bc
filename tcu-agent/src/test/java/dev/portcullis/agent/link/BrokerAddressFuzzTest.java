package dev.portcullis.agent.link;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;

/** Any text is an address or a refusal. */
class BrokerAddressFuzzTest {

  @FuzzTest(maxDuration = "15s")
  void isAnAddressOrARefusal(byte[] text) {
    switch (BrokerAddress.parse(new String(text, StandardCharsets.UTF_8))) {
      case Outcome.Passed<BrokerAddress, BrokerAddress.Refusal>(var address) -> {
        var again = BrokerAddress.parse(BrokerAddress.SCHEME + "://" + address);
        if (!again.equals(Outcome.passed(address))) {
          throw new AssertionError("does not read its own text: " + address);
        }
      }
      case Outcome.Refused<BrokerAddress, BrokerAddress.Refusal> _ -> {
        // A named reason, which is all that is promised.
      }
    }
  }
}
