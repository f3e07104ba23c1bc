package dev.portcullis.crypto.attest.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Verdict.Failed;
import java.nio.charset.StandardCharsets;

/** Whatever the header is, it is answered, and it names its algorithm itself. */
final class JwsHeaderFuzzTest {

  @FuzzTest
  void anyHeaderIsAnswered(byte[] header) {
    var read =
        JsonReader.object(Bytes.of(header))
            .map(members -> JwsHeader.read(members, JwsHeader.Type.EAT));
    if (read instanceof Outcome.Passed<TokenHeader, ?>(var known)
        && known.algorithm() instanceof Outcome.Passed<TokenAlgorithm, Failed>(var algorithm)
        && !new String(header, StandardCharsets.UTF_8).matches("(?s).*(E|R|\\\\u).*")) {
      throw new AssertionError("an algorithm nobody named: " + algorithm);
    }
  }
}
