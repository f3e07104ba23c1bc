package dev.portcullis.crypto.cmac;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CMAC (RFC 4493; with longer keys NIST SP 800-38B) for one key and one tag length.
 *
 * <p>Security guarantees: without the key nobody makes the tag of a message whose tag they have not
 * seen, but by guessing. It says nothing of freshness: put that into the message.
 *
 * <p>Safe for concurrent use.
 */
public final class AesCmac {

  static final int BLOCK = 16;

  private static final int DOUBLING_CONSTANT = 0x87;

  private final Cipher cbc;
  private final TagLength length;
  private final byte[] subkeyOfWholeBlock;
  private final byte[] subkeyOfPaddedBlock;

  private AesCmac(Cipher cbc, TagLength length) throws GeneralSecurityException {
    this.cbc = cbc;
    this.length = length;
    this.subkeyOfWholeBlock = doubled(cbc.doFinal(new byte[BLOCK]));
    this.subkeyOfPaddedBlock = doubled(subkeyOfWholeBlock);
  }

  /** For {@code key}, of 16, 24 or 32 bytes, else {@code BAD_KEY_SIZE}. */
  public static Outcome<AesCmac, CmacRefusal> of(SecretBytes key, TagLength length) {
    return switch (key.size()) {
      case 16, 24, 32 -> Outcome.passed(key.use(bytes -> ofChecked(bytes, length)));
      default -> Outcome.refused(CmacRefusal.BAD_KEY_SIZE);
    };
  }

  private static AesCmac ofChecked(byte[] key, TagLength length) {
    try {
      // The chain of CBC from an all-zero vector is CMAC's own; it starts anew for each message.
      var cbc = Cipher.getInstance("AES/CBC/NoPadding");
      cbc.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
      return new AesCmac(cbc, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  /** The tag of {@code message}, cut to the length of this instance. RFC 4493, section 2.4. */
  public synchronized Bytes tag(Bytes message) {
    int blocks = Math.max(1, Math.ceilDiv(message.size(), BLOCK));
    byte[] padded = Arrays.copyOf(message.toArray(), blocks * BLOCK);
    byte[] subkey = subkeyOfWholeBlock;
    if (message.size() < padded.length) {
      padded[message.size()] = (byte) 0x80;
      subkey = subkeyOfPaddedBlock;
    }
    int last = padded.length - BLOCK;
    for (int i = 0; i < BLOCK; i++) {
      padded[last + i] ^= subkey[i];
    }
    try {
      return Bytes.copyOf(cbc.doFinal(padded), last, last + length.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("whole blocks can always be encrypted", e);
    }
  }

  /**
   * Passes with {@code message} if {@code tag} is its tag, else {@code WRONG_TAG_LENGTH} or {@code
   * WRONG_TAG}. The time taken tells nothing of the tag expected. RFC 4493, section 2.5.
   */
  public Outcome<Bytes, CmacRefusal> verify(Bytes message, Bytes tag) {
    if (tag.size() != length.bytes()) {
      return Outcome.refused(CmacRefusal.WRONG_TAG_LENGTH);
    }
    return MessageDigest.isEqual(tag(message).toArray(), tag.toArray())
        ? Outcome.passed(message)
        : Outcome.refused(CmacRefusal.WRONG_TAG);
  }

  // Multiplication by x in GF(2^128), RFC 4493, section 2.3; without a branch on secret bits.
  private static byte[] doubled(byte[] block) {
    byte[] result = new byte[BLOCK];
    int carry = 0;
    for (int i = BLOCK - 1; i >= 0; i--) {
      int shifted = (block[i] & 0xff) << 1 | carry;
      result[i] = (byte) shifted;
      carry = shifted >> 8;
    }
    result[BLOCK - 1] ^= (byte) (DOUBLING_CONSTANT & -carry);
    return result;
  }
}
