package dev.portcullis.crypto.cbor;

/**
 * What a decoder may be made to do by hostile input.
 *
 * @param bytes the largest input, in bytes
 * @param depth how deep arrays, maps and tags may nest, 1 to {@value #DEEPEST}
 * @param items the most items in one input
 */
public record CborLimits(int bytes, int depth, int items) {

  /** The decoder recurses once a level; this many fit the smallest stack we run with. */
  public static final int DEEPEST = 64;

  /** Checks that the limits limit. */
  public CborLimits {
    if (bytes < 1 || items < 1 || depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException(
          "limits out of range: " + bytes + " bytes, depth " + depth + ", " + items + " items");
    }
  }
}
