package dev.portcullis.crypto.signature;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** Whatever the bytes are, a key is read in its one spelling or refused, and verifies nothing. */
final class VerificationKeyFuzzTest {

  @FuzzTest
  void anyBytesAreAKeyInItsOneSpellingOrRefused(byte[] input) {
    var encoded = Bytes.of(input);
    if (VerificationKey.parse(encoded)
        instanceof Outcome.Passed<VerificationKey, KeyFault>(var key)) {
      if (!key.encoded().equals(encoded)) {
        throw new AssertionError("another spelling: " + key.encoded());
      }
      for (Scheme scheme : Scheme.values()) {
        if (key.verifies(scheme, encoded, encoded)) {
          throw new AssertionError("verified under " + scheme);
        }
      }
    }
  }
}
