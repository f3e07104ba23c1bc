package dev.portcullis.crypto.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What an RSASSA-PSS signature turns into (EMSA-PSS, RFC 8017 section 9.1.2), with SHA-256 for the
 * digest and the mask, the trailer 0xbc, and a salt of whatever length the block says.
 */
final class PssBlock {

  private static final int HASH = 32;
  private static final int PREFIX = 8;
  private static final byte TRAILER = (byte) 0xbc;
  private static final byte SEPARATOR = 1;

  private PssBlock() {}

  /**
   * Whether {@code opened}, of the modulus' size, holds {@code digest}.
   *
   * @param bits how many bits the block has, one less than the modulus
   */
  static boolean holds(byte[] opened, int bits, byte[] digest) {
    int size = (bits + Byte.SIZE - 1) / Byte.SIZE;
    for (int i = 0; i < opened.length - size; i++) {
      if (opened[i] != 0) {
        return false;
      }
    }
    byte[] block = Arrays.copyOfRange(opened, opened.length - size, opened.length);
    if (size < HASH + 2 || block[size - 1] != TRAILER) {
      return false;
    }
    int masked = size - HASH - 1;
    byte[] hash = Arrays.copyOfRange(block, masked, masked + HASH);
    int unused = Byte.SIZE * size - bits;
    if ((block[0] & 0xff) >>> (Byte.SIZE - unused) != 0) {
      return false;
    }
    byte[] data = unmasked(block, masked, hash);
    data[0] &= (byte) (0xff >>> unused);
    int at = 0;
    while (at < masked && data[at] == 0) {
      at++;
    }
    return at < masked
        && data[at] == SEPARATOR
        && MessageDigest.isEqual(hash, expected(digest, data, at + 1));
  }

  private static byte[] expected(byte[] digest, byte[] data, int salt) {
    var sha256 = sha256();
    sha256.update(new byte[PREFIX]);
    sha256.update(digest);
    sha256.update(data, salt, data.length - salt);
    return sha256.digest();
  }

  /** The first {@code size} bytes with MGF1 of {@code seed} taken off (RFC 8017 appendix B.2.1). */
  private static byte[] unmasked(byte[] block, int size, byte[] seed) {
    byte[] data = Arrays.copyOf(block, size);
    for (int from = 0; from < size; from += HASH) {
      int counter = from / HASH;
      var sha256 = sha256();
      sha256.update(seed);
      sha256.update(
          new byte[] {
            (byte) (counter >>> 24), (byte) (counter >>> 16), (byte) (counter >>> 8), (byte) counter
          });
      byte[] mask = sha256.digest();
      for (int i = 0; i < HASH && from + i < size; i++) {
        data[from + i] ^= mask[i];
      }
    }
    return data;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
