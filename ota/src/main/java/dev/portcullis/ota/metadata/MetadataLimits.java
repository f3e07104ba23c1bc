package dev.portcullis.ota.metadata;

/** How large metadata may be, in bytes, whatever its parent says of its length. */
public final class MetadataLimits {

  /** A root of a hundred keys has a fifth of this. */
  public static final int ROOT = 512_000;

  /** Names one file and its hashes, and is signed by a few keys. */
  public static final int TIMESTAMP = 16_384;

  /** Names every targets role there is: some 10,000. */
  public static final int SNAPSHOT = 1_000_000;

  /** Describes every file of a role: some 3,000. An agent of 24 MB reads it without dying of it. */
  public static final int TARGETS = 1_000_000;

  private MetadataLimits() {}
}
