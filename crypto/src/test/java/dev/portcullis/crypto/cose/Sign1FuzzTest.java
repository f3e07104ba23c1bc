package dev.portcullis.crypto.cose;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class Sign1FuzzTest {

  private static final PublicKey KEY =
      PublicKey.ed25519(
              Bytes.fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
          .orFault();

  @FuzzTest
  void keepsTheBytesItWasReadFrom(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (Sign1.parse(bytes, "portcullis/test/1") instanceof Outcome.Passed<Sign1, ?>(Sign1 parsed)
        && (!parsed.encoded().equals(bytes)
            || parsed.verify(KEY) instanceof Outcome.Passed<Bytes, ?>)) {
      throw new AssertionError("a forged signature passed, or the bytes changed");
    }
  }
}
