package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** A P-256 key pair for one key agreement: a command's reply key, or a sealed answer's own. */
public final class EphemeralPrivateKey implements AutoCloseable {

  private final PublicKey publicKey;
  private final SecretBytes scalar;

  private EphemeralPrivateKey(PublicKey publicKey, SecretBytes scalar) {
    this.publicKey = publicKey;
    this.scalar = scalar;
  }

  /** A new key pair. */
  public static EphemeralPrivateKey generate(SecureRandom random) {
    byte[] fresh = P256.randomScalar(random);
    PublicKey key = P256.publicKey(fresh);
    return new EphemeralPrivateKey(key, SecretBytes.takeOver(fresh));
  }

  /**
   * The key pair of a scalar of 32 bytes, which an app kept while it waited for its receipt.
   * Refuses {@code BAD_KEY} for another size or a scalar outside 1 to n - 1.
   */
  public static Outcome<EphemeralPrivateKey, CoseRefusal> of(SecretBytes scalar) {
    return SoftwareSigner.of(Algorithm.ES256, scalar)
        .map(pair -> new EphemeralPrivateKey(pair.publicKey(), scalar));
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
