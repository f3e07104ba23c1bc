package dev.portcullis.simulator.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** A phone's key for the local link, P-256. Never its command key. */
public final class LinkKey {

  private final KeyPair pair;
  private final Digest thumbprint;

  private LinkKey(KeyPair pair, Digest thumbprint) {
    this.pair = pair;
    this.thumbprint = thumbprint;
  }

  /** A new key. */
  public static LinkKey fresh(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return of(generator.generateKeyPair()).orFault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /** The key that {@link #privateInfo} and {@link #publicInfo} gave. */
  public static Outcome<LinkKey, LocalTrouble> parse(Bytes privateInfo, Bytes publicInfo) {
    try {
      var factory = KeyFactory.getInstance("EC");
      return of(
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(publicInfo.toArray())),
              factory.generatePrivate(new PKCS8EncodedKeySpec(privateInfo.toArray()))));
    } catch (GeneralSecurityException e) {
      return Outcome.refused(LocalTrouble.BAD_KEY);
    }
  }

  private static Outcome<LinkKey, LocalTrouble> of(KeyPair pair) {
    return RawKey.parse(Bytes.of(pair.getPublic().getEncoded()))
        .map(key -> new LinkKey(pair, key.thumbprint()));
  }

  /** What the vehicle calls this key: its thumbprint (RFC 9679). */
  public Digest thumbprint() {
    return thumbprint;
  }

  /** The private key as PKCS#8 (RFC 5958). For a file that is its owner's alone. */
  public Bytes privateInfo() {
    return Bytes.of(pair.getPrivate().getEncoded());
  }

  /** The public key as SubjectPublicKeyInfo (RFC 5480). */
  public Bytes publicInfo() {
    return Bytes.of(pair.getPublic().getEncoded());
  }

  PrivateKey privateKey() {
    return pair.getPrivate();
  }

  PublicKey publicKey() {
    return pair.getPublic();
  }

  @Override
  public String toString() {
    return "LinkKey(" + thumbprint.shortHex() + ")";
  }
}
