package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.signature.VerificationKey;

/**
 * A public key that a policy pins, bound to the one algorithm it verifies. Two are equal where both
 * are.
 */
public final class PinnedKey {

  private final VerificationKey key;
  private final TokenAlgorithm algorithm;

  private PinnedKey(VerificationKey key, TokenAlgorithm algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  /** {@code key} for {@code algorithm}. Refuses {@code ALGORITHM_NOT_OF_KEY}. */
  public static Outcome<PinnedKey, JwkRefusal> of(VerificationKey key, TokenAlgorithm algorithm) {
    return key.supports(algorithm.scheme())
        ? Outcome.passed(new PinnedKey(key, algorithm))
        : Outcome.refused(JwkRefusal.ALGORITHM_NOT_OF_KEY);
  }

  /** A key of our own kinds, which have one algorithm each. */
  public static PinnedKey of(PublicKey key) {
    return new PinnedKey(VerificationKey.of(key), TokenAlgorithm.of(key.algorithm()));
  }

  /** The key. */
  public VerificationKey key() {
    return key;
  }

  /** What it verifies, and nothing else. */
  public TokenAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PinnedKey that && key.equals(that.key) && algorithm == that.algorithm;
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** The algorithm, and the first digits of the key's digest. */
  @Override
  public String toString() {
    return algorithm + " " + key;
  }
}
