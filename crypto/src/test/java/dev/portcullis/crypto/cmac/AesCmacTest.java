package dev.portcullis.crypto.cmac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AesCmacTest {

  /** RFC 4493, section 4. */
  private static final String KEY = "2b7e151628aed2a6abf7158809cf4f3c";

  private static final String MESSAGE =
      "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
          + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

  @ParameterizedTest
  @CsvSource({
    "0, bb1d6929e95937287fa37d129b756746",
    "16, 070a16b46b4d4144f79bdd9dd04a287c",
    "40, dfa66747de9ae63030ca32611497c827",
    "64, 51f0bebf7e3b9d92fc49741779363cfe"
  })
  void makesTheTagsOfRfc4493(int size, String tag) {
    assertEquals(Bytes.fromHex(tag), cmac(TagLength.FULL).tag(message(size)));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 8, 16})
  void acceptsATruncatedTagOfTheLengthAgreed(int bytes) {
    var full = cmac(TagLength.FULL).tag(message(40));
    assertEquals(
        Outcome.passed(message(40)),
        cmac(new TagLength(bytes)).verify(message(40), full.slice(0, bytes)));
  }

  @Test
  void refusesATagShorterThanAgreed() {
    var full = cmac(TagLength.FULL).tag(message(40));
    for (int bytes = 0; bytes < 8; bytes++) {
      assertEquals(
          Outcome.refused(CmacRefusal.WRONG_TAG_LENGTH),
          cmac(new TagLength(8)).verify(message(40), full.slice(0, bytes)));
    }
  }

  @Test
  void refusesATagWithAnyBitFlipped() {
    var cmac = cmac(new TagLength(8));
    byte[] tag = cmac.tag(message(40)).toArray();
    for (int bit = 0; bit < tag.length * 8; bit++) {
      byte[] flipped = tag.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(
          Outcome.refused(CmacRefusal.WRONG_TAG), cmac.verify(message(40), Bytes.of(flipped)));
    }
  }

  @Test
  void refusesAKeyOfAnotherSize() {
    for (int size : new int[] {0, 1, 15, 17, 31, 33}) {
      assertEquals(
          Outcome.refused(CmacRefusal.BAD_KEY_SIZE),
          AesCmac.of(SecretBytes.takeOver(new byte[size]), TagLength.FULL));
    }
  }

  @Test
  void knowsNoTagShorterThanSecOcsOrLongerThanABlock() {
    assertThrows(IllegalArgumentException.class, () -> new TagLength(2));
    assertThrows(IllegalArgumentException.class, () -> new TagLength(17));
  }

  private static AesCmac cmac(TagLength length) {
    return AesCmac.of(SecretBytes.takeOver(Bytes.fromHex(KEY).toArray()), length).orFault();
  }

  private static Bytes message(int size) {
    return Bytes.fromHex(MESSAGE).slice(0, size);
  }
}
