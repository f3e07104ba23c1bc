package dev.portcullis.crypto.attest.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** Whatever the text is, it is a key of its algorithm or refused, alone and in a set. */
final class JwkFuzzTest {

  @FuzzTest
  void anyTextIsAKeyOrRefused(byte[] json) {
    if (Jwk.parse(Bytes.of(json)) instanceof Outcome.Passed<PinnedKey, JwkRefusal>(var key)) {
      if (!key.key().supports(key.algorithm().scheme())) {
        throw new AssertionError("a key of another algorithm: " + key);
      }
      var set = Bytes.concat(Bytes.utf8("{\"keys\":["), Bytes.of(json), Bytes.utf8("]}"));
      if (!(JwkSet.parse(set) instanceof Outcome.Passed)) {
        throw new AssertionError("a key alone and none in a set");
      }
    }
    if (JwkSet.parse(Bytes.of(json)) instanceof Outcome.Passed
        && Jwk.parse(Bytes.of(json)) instanceof Outcome.Passed) {
      throw new AssertionError("a key and a set at once");
    }
  }
}
