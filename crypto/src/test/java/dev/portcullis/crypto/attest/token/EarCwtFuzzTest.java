package dev.portcullis.crypto.attest.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

/** Whatever the bytes are, the appraisal answers; and a stranger's bytes never pass. */
final class EarCwtFuzzTest {

  @FuzzTest
  void anyBytesAreAnswered(byte[] token) {
    FuzzedEars.mustRefuse(TokenEncoding.CWT, Bytes.of(token));
  }
}
