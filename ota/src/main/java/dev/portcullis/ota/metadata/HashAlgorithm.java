package dev.portcullis.ota.metadata;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The hashes that are verified, in the order of preference where one is enough. */
public enum HashAlgorithm {
  /** SHA-256. */
  SHA_256("sha256", "SHA-256", 32),
  /** SHA-512. */
  SHA_512("sha512", "SHA-512", 64),
  /** SHA-384. */
  SHA_384("sha384", "SHA-384", 48),
  /** SHA3-256. */
  SHA3_256("sha3-256", "SHA3-256", 32);

  private final String listed;
  private final String platform;
  private final int size;

  HashAlgorithm(String listed, String platform, int size) {
    this.listed = listed;
    this.platform = platform;
    this.size = size;
  }

  /** The algorithm that metadata calls so. */
  static Optional<HashAlgorithm> listedAs(String name) {
    for (HashAlgorithm each : values()) {
      if (each.listed.equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** A fresh computation. */
  public MessageDigest start() {
    try {
      return MessageDigest.getInstance(platform);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + platform, e);
    }
  }

  /** How many bytes a hash has. */
  int size() {
    return size;
  }

  /** What metadata calls it. */
  @Override
  public String toString() {
    return listed;
  }
}
