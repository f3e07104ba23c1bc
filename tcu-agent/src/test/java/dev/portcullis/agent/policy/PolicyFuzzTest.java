package dev.portcullis.agent.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.List;

/** Whatever the bytes are, they are answered; and nobody's signatures never pass. */
final class PolicyFuzzTest {

  private static final SigningAuthority AUTHORITY =
      new SigningAuthority(List.of(PolicyText.key(Algorithm.ES256, "fuzz").publicKey()), 1);

  @FuzzTest
  void anySignaturesAreAnswered(byte[] signatures) {
    if (SignedPolicy.verify(PolicyText.json(), Bytes.of(signatures), AUTHORITY)
        instanceof Outcome.Passed) {
      throw new AssertionError("it passed");
    }
  }
}
