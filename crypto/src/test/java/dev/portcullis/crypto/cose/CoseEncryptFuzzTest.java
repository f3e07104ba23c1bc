package dev.portcullis.crypto.cose;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

class CoseEncryptFuzzTest {

  private static final AgreementKeyPair KEY = AgreementKeyPair.generate(new SecureRandom());

  @FuzzTest
  void opensNothingThatWasNotSealed(byte[] input) {
    if (CoseEncrypt.open(KEY, Bytes.of(input), Bytes.empty()) instanceof Outcome.Passed<Bytes, ?>) {
      throw new AssertionError("opened what nobody sealed");
    }
  }
}
