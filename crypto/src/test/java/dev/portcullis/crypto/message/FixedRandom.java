package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.security.SecureRandom;

/** The same bytes every time: vectors must come out alike. Never anywhere but in tests. */
public final class FixedRandom extends SecureRandom {

  private static final long serialVersionUID = 1;

  private final String seed;
  private int drawn;

  public FixedRandom(String seed) {
    this.seed = seed;
  }

  @Override
  public void nextBytes(byte[] target) {
    for (int at = 0; at < target.length; at += Digest.SIZE) {
      byte[] block = Digest.of(Bytes.utf8(seed + " " + drawn++)).value().toArray();
      System.arraycopy(block, 0, target, at, Math.min(block.length, target.length - at));
    }
  }
}
