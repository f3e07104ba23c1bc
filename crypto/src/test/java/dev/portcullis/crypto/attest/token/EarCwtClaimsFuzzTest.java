package dev.portcullis.crypto.attest.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.CborMap;

/** Whatever a Verifier signs, the appraisal answers, and only an appraisal of an app passes. */
final class EarCwtClaimsFuzzTest {

  /** {@code {1: -7}}. */
  private static final Bytes ES256 = Bytes.fromHex("a10126");

  @FuzzTest
  void anyClaimsUnderAGenuineSignatureAreAnswered(byte[] claims) {
    FuzzedEars.mustBeSound(
        TokenEncoding.CWT, Cwt.sign(FuzzedEars.VERIFIER, ES256, CborMap.empty(), Bytes.of(claims)));
  }
}
