package dev.portcullis.simulator.repository.signing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.ota.json.CanonicalJson;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.KeyId;
import dev.portcullis.ota.metadata.MlDsaMessage;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;

/** A key pair that signs metadata. Only {@link KeyFolder} writes its secret half anywhere. */
public final class SigningKey {

  private final KeyAlgorithm algorithm;
  private final PrivateKey secret;
  private final Bytes published;
  private final SecureRandom random;

  SigningKey(KeyAlgorithm algorithm, PrivateKey secret, Bytes published, SecureRandom random) {
    this.algorithm = algorithm;
    this.secret = secret;
    this.published = published;
    this.random = random;
  }

  /** A new key pair. */
  public static SigningKey make(KeyAlgorithm algorithm, SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm.parameters().getName());
      generator.initialize(algorithm.parameters(), random);
      KeyPair pair = generator.generateKeyPair();
      var published = Bytes.of(pair.getPublic().getEncoded());
      return new SigningKey(algorithm, pair.getPrivate(), published, random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK 25 has " + algorithm, e);
    }
  }

  /** What it signs with. */
  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  /** What metadata says of the key. */
  public Members description() {
    return new Fields()
        .text("keytype", algorithm.listedType())
        .text("scheme", algorithm.listedScheme())
        .put("keyval", new Fields().text("public", Pem.publicKey(published)).members())
        .members();
  }

  /** What metadata calls the key: the SHA-256 of its description (TUF section 4.2). */
  public KeyId id() {
    return new KeyId(Digest.of(CanonicalJson.of(description())).value().hex());
  }

  /** A signature over {@code payload}, which is canonical JSON. */
  public Bytes sign(Bytes payload) {
    try {
      var signature = Signature.getInstance(algorithm.parameters().getName());
      signature.initSign(secret, random);
      signature.update(message(payload).toArray());
      return Bytes.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was made here signs", e);
    }
  }

  private Bytes message(Bytes payload) {
    return switch (algorithm) {
      case ED25519 -> payload;
      case ML_DSA_65 -> MlDsaMessage.of(payload);
    };
  }

  PrivateKey secret() {
    return secret;
  }

  Bytes published() {
    return published;
  }

  @Override
  public String toString() {
    return algorithm + " " + id();
  }
}
