package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A signer whose private key lies in this process, as the simulator's and a PKCS#12 file's do. */
public final class SoftwareSigner implements Signer {

  private final PublicKey publicKey;
  private final SecretBytes secret;

  private SoftwareSigner(PublicKey publicKey, SecretBytes secret) {
    this.publicKey = publicKey;
    this.secret = secret;
  }

  /** A new key pair. */
  public static SoftwareSigner generate(Algorithm algorithm, SecureRandom random) {
    byte[] fresh =
        switch (algorithm) {
          case ES256 -> P256.randomScalar(random);
          case EDDSA -> {
            byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
            Ed25519.generatePrivateKey(random, seed);
            yield seed;
          }
        };
    return of(algorithm, SecretBytes.takeOver(fresh)).orFault();
  }

  /**
   * The key pair of a private key of 32 bytes: the scalar of ES256, the seed of EdDSA. The signer
   * keeps {@code secret} itself, so closing that ends the signer. Refuses {@code BAD_KEY} for
   * another size or a scalar outside 1 to n - 1.
   */
  public static Outcome<SoftwareSigner, CoseRefusal> of(Algorithm algorithm, SecretBytes secret) {
    Outcome<PublicKey, CoseRefusal> key =
        secret.use(bytes ->
            switch (algorithm) {
              case ES256 ->
                  P256.inScalarRange(bytes)
                      ? Outcome.passed(P256.publicKey(bytes))
                      : Outcome.refused(CoseRefusal.BAD_KEY);
              case EDDSA -> ed25519Key(bytes);
            });
    return key.map(publicKey -> new SoftwareSigner(publicKey, secret));
  }

  private static Outcome<PublicKey, CoseRefusal> ed25519Key(byte[] seed) {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      return Outcome.refused(CoseRefusal.BAD_KEY);
    }
    byte[] encoded = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, encoded, 0);
    return PublicKey.ed25519(Bytes.of(encoded));
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public Bytes sign(Bytes message) {
    byte[] content = message.toArray();
    return secret.use(key ->
        switch (publicKey.algorithm()) {
          case ES256 -> Bytes.of(P256.sign(key, content));
          case EDDSA -> {
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(key, 0, content, 0, content.length, signature, 0);
            yield Bytes.of(signature);
          }
        });
  }

  @Override
  public String toString() {
    return "SoftwareSigner(" + publicKey + ")";
  }
}
