package dev.portcullis.crypto.cose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class CoseEncryptTest {

  private static final Bytes PLAIN = Bytes.utf8("doors: locked");
  private static final Bytes CONTEXT = Bytes.utf8("this receipt");

  private final SecureRandom random = new SecureRandom();
  private final AgreementKeyPair recipient = AgreementKeyPair.generate(random);

  @Test
  void opensWhatWasSealedToTheKey() {
    Bytes sealed = CoseEncrypt.seal(recipient.publicKey(), random, PLAIN, CONTEXT);

    assertEquals(Outcome.passed(PLAIN), CoseEncrypt.open(recipient, sealed, CONTEXT));
  }

  @Test
  void sealsTheSameContentDifferentlyEachTime() {
    assertNotEquals(
        CoseEncrypt.seal(recipient.publicKey(), random, PLAIN, CONTEXT),
        CoseEncrypt.seal(recipient.publicKey(), random, PLAIN, CONTEXT));
  }

  @Test
  void refusesAnotherContextAndAnotherKey() {
    Bytes sealed = CoseEncrypt.seal(recipient.publicKey(), random, PLAIN, CONTEXT);
    Outcome<Bytes, CoseRefusal> refused = Outcome.refused(CoseRefusal.CANNOT_OPEN);

    assertEquals(refused, CoseEncrypt.open(recipient, sealed, Bytes.utf8("another receipt")));
    assertEquals(refused, CoseEncrypt.open(AgreementKeyPair.generate(random), sealed, CONTEXT));
  }

  @Test
  void refusesEveryFlippedBit() {
    Bytes sealed = CoseEncrypt.seal(recipient.publicKey(), random, PLAIN, CONTEXT);
    for (int bit = 0; bit < sealed.size() * Byte.SIZE; bit++) {
      byte[] changed = sealed.toArray();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

      assertInstanceOf(
          Outcome.Refused.class,
          CoseEncrypt.open(recipient, Bytes.of(changed), CONTEXT),
          "bit " + bit);
    }
  }

  @Test
  void refusesOtherStructures() {
    assertRefused(CoseRefusal.NOT_CBOR, "ff");
    assertRefused(CoseRefusal.WRONG_STRUCTURE, "01");
    assertRefused(CoseRefusal.WRONG_STRUCTURE, "d8608443a10103a04080");
    // A128GCM in the body, an empty header at the recipient.
    assertRefused(CoseRefusal.BAD_HEADER, "d8608443a10101a040818340a040");
    assertEquals(
        Outcome.refused(CoseRefusal.TOO_LARGE),
        CoseEncrypt.open(recipient, Bytes.of(new byte[16 * 1024 + 1]), CONTEXT));
  }

  private void assertRefused(CoseRefusal expected, String hex) {
    assertEquals(
        Outcome.refused(expected), CoseEncrypt.open(recipient, Bytes.fromHex(hex), CONTEXT));
  }
}
