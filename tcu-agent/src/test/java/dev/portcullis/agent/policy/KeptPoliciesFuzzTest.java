package dev.portcullis.agent.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.List;

/** Whatever lies in the file, it is answered; and what nobody signed leads nowhere. */
final class KeptPoliciesFuzzTest {

  private static final SigningAuthority AUTHORITY =
      new SigningAuthority(List.of(PolicyText.key(Algorithm.ES256, "fuzz").publicKey()), 1);

  @FuzzTest
  void anyFileIsAnswered(byte[] file) {
    if (KeptPoliciesCodec.decode(Bytes.of(file))
            instanceof Outcome.Passed<List<UnverifiedPolicy>, PolicyRefusal>(var policies)
        && PolicyChain.from(AUTHORITY).with(policies).newest().isPresent()) {
      throw new AssertionError("it passed");
    }
  }
}
