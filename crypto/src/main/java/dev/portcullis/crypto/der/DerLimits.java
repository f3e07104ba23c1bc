package dev.portcullis.crypto.der;

/**
 * What a decoder may be made to do by hostile input.
 *
 * @param bytes the largest input, in bytes
 * @param depth how deep sequences, sets and tags may nest, 1 to {@value #DEEPEST}
 * @param items the most items in one input
 */
public record DerLimits(int bytes, int depth, int items) {

  /** The decoder recurses once a level; this many fit the smallest stack we run with. */
  public static final int DEEPEST = 64;

  /** Checks that the limits limit. */
  public DerLimits {
    if (bytes < 1 || items < 1 || depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException(
          "limits out of range: " + bytes + " bytes, depth " + depth + ", " + items + " items");
    }
  }
}
