package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * A P-256 key pair for key agreement: a command's reply key, a sealed answer's own, or a unit's
 * image key. The first two serve once; the last for years, since each sender brings a fresh key.
 */
public final class AgreementKeyPair implements AutoCloseable {

  private final PublicKey publicKey;
  private final SecretBytes scalar;

  private AgreementKeyPair(PublicKey publicKey, SecretBytes scalar) {
    this.publicKey = publicKey;
    this.scalar = scalar;
  }

  /** A new key pair. */
  public static AgreementKeyPair generate(SecureRandom random) {
    byte[] fresh = P256.randomScalar(random);
    PublicKey key = P256.publicKey(fresh);
    return new AgreementKeyPair(key, SecretBytes.takeOver(fresh));
  }

  /**
   * The key pair of a scalar of 32 bytes, which was kept: by an app that waits for its receipt, or
   * by a unit. Keeps {@code scalar} itself, so closing that ends the pair. Refuses {@code BAD_KEY}
   * for another size or a scalar outside 1 to n - 1.
   */
  public static Outcome<AgreementKeyPair, CoseRefusal> of(SecretBytes scalar) {
    return SoftwareSigner.of(Algorithm.ES256, scalar)
        .map(pair -> new AgreementKeyPair(pair.publicKey(), scalar));
  }

  /** What the other side seals to. */
  public PublicKey publicKey() {
    return publicKey;
  }

  SecretBytes agree(ECPublicKeyParameters other) {
    return scalar.use(own -> SecretBytes.takeOver(P256.agree(own, other)));
  }

  /** Overwrites the private key with zeros. */
  @Override
  public void close() {
    scalar.close();
  }
}
