package dev.portcullis.crypto.cmac;

/**
 * How much of a tag is sent: its first so many bytes.
 *
 * @param bytes 3 (SecOC's profile 1) to 16; below 8 a forger's tries must be counted and limited,
 *     for one in 2^(8·bytes) succeeds
 */
public record TagLength(int bytes) {

  /** The whole tag. */
  public static final TagLength FULL = new TagLength(AesCmac.BLOCK);

  private static final int LEAST = 3;

  /** Checks the range. */
  public TagLength {
    if (bytes < LEAST || bytes > AesCmac.BLOCK) {
      throw new IllegalArgumentException("a tag has 3 to 16 bytes, not " + bytes);
    }
  }
}
