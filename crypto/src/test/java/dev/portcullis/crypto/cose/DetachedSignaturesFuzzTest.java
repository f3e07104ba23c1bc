package dev.portcullis.crypto.cose;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.List;

class DetachedSignaturesFuzzTest {

  private static final PublicKey KEY =
      PublicKey.ed25519(
              Bytes.fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
          .orFault();

  private static final SigningAuthority AUTHORITY = new SigningAuthority(List.of(KEY), 1);

  @FuzzTest
  void keepsTheBytesItWasReadFromAndCountsNobody(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (DetachedSignatures.parse(bytes)
            instanceof Outcome.Passed<DetachedSignatures, ?>(var signatures)
        && (!signatures.encoded().equals(bytes)
            || signatures.verify(AUTHORITY, "portcullis/test/1", bytes)
                instanceof Outcome.Passed<?, ?>)) {
      throw new AssertionError("a forged signature counted, or the bytes changed");
    }
  }
}
