package dev.portcullis.ota.encrypted;

import java.util.OptionalLong;

/** How long an image is once it is encrypted. */
public final class EncryptedLength {

  /** A tebibyte: far more than a unit has room for, and far from any overflow. */
  public static final long MAX_IMAGE = 1L << 40;

  /** The image's bytes in one chunk; the last has fewer. */
  static final int CHUNK = 256 * 1024;

  /** What each chunk grows by. */
  static final int TAG = 16;

  private EncryptedLength() {}

  /** For an image of {@code length} bytes, if it can be encrypted at all. */
  public static OptionalLong of(long length) {
    return length < 0 || length > MAX_IMAGE
        ? OptionalLong.empty()
        : OptionalLong.of(length + TAG * chunks(length));
  }

  /** At least one, so that an empty image is authenticated too. */
  static long chunks(long length) {
    return Math.max(1, Math.ceilDiv(length, CHUNK));
  }
}
