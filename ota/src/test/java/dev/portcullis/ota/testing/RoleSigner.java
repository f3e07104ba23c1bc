package dev.portcullis.ota.testing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A key pair of the JDK that signs metadata. */
public final class RoleSigner {

  private static final AlgorithmParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  /** What kind of key, as metadata spells it. */
  public enum Kind {
    ED25519("ed25519", "ed25519"),
    ECDSA("ecdsa", "ecdsa-sha2-nistp256"),
    OLD_ECDSA("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"),
    RSA_PSS("rsa", "rsassa-pss-sha256"),
    RSA_PKCS1("rsa", "rsa-pkcs1v15-sha256"),
    ML_DSA_44("ml-dsa", "ml-dsa-44/1"),
    ML_DSA("ml-dsa", "ml-dsa-65/1"),
    ML_DSA_87("ml-dsa", "ml-dsa-87/1");

    private final String type;
    private final String scheme;

    Kind(String type, String scheme) {
      this.type = type;
      this.scheme = scheme;
    }
  }

  private final Kind kind;
  private final KeyPair keys;
  private final Map<String, Object> description;
  private final String id;

  private RoleSigner(Kind kind, KeyPair keys, Map<String, Object> description, String id) {
    this.kind = kind;
    this.keys = keys;
    this.description = description;
    this.id = id;
  }

  /** A new key pair. */
  public static RoleSigner of(Kind kind) {
    var keys =
        switch (kind) {
          case ED25519 -> generate("Ed25519", NamedParameterSpec.ED25519);
          case ECDSA, OLD_ECDSA -> generate("EC", new ECGenParameterSpec("secp256r1"));
          case RSA_PSS, RSA_PKCS1 ->
              generate("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
          case ML_DSA_44 -> generate("ML-DSA", NamedParameterSpec.ML_DSA_44);
          case ML_DSA -> generate("ML-DSA", NamedParameterSpec.ML_DSA_65);
          case ML_DSA_87 -> generate("ML-DSA", NamedParameterSpec.ML_DSA_87);
        };
    var description = new LinkedHashMap<String, Object>();
    description.put("keytype", kind.type);
    description.put("scheme", kind.scheme);
    description.put("keyval", Map.of("public", published(kind, keys)));
    return described(kind, keys, description);
  }

  /** The quickest kind. */
  public static RoleSigner quick() {
    return of(Kind.ED25519);
  }

  private static RoleSigner described(Kind kind, KeyPair keys, Map<String, Object> description) {
    return new RoleSigner(
        kind, keys, description, Digest.of(PlainJson.of(description)).value().hex());
  }

  /** The same key under another identifier. */
  public RoleSigner as(String otherId) {
    return new RoleSigner(kind, keys, description, otherId);
  }

  /** The same key with one more member in its description. */
  public RoleSigner with(String name, Object value) {
    var more = new LinkedHashMap<>(description);
    more.put(name, value);
    return described(kind, keys, more);
  }

  /** Ed25519 keys and old ECDSA keys are published as digits, the others as PEM. */
  private static String published(Kind kind, KeyPair keys) {
    var encoded = Bytes.of(keys.getPublic().getEncoded());
    return switch (kind) {
      case ED25519 -> encoded.slice(encoded.size() - 32, encoded.size()).hex();
      case OLD_ECDSA -> encoded.slice(encoded.size() - 65, encoded.size()).hex();
      case ECDSA, RSA_PSS, RSA_PKCS1, ML_DSA_44, ML_DSA, ML_DSA_87 ->
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded.toArray())
              + "\n-----END PUBLIC KEY-----\n";
    };
  }

  /** What metadata calls the key. */
  public String id() {
    return id;
  }

  /** What metadata says of the key. */
  public Map<String, Object> description() {
    return description;
  }

  /** A signature over a payload. */
  public Bytes sign(Bytes payload) {
    return signAsItIs(message(payload));
  }

  /** A signature over these bytes and nothing around them. */
  public Bytes signAsItIs(Bytes message) {
    try {
      var signature = Signature.getInstance(algorithm());
      if (kind == Kind.RSA_PSS) {
        signature.setParameter(PSS);
      }
      signature.initSign(keys.getPrivate());
      signature.update(message.toArray());
      return Bytes.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** TAP 21, written out. */
  private Bytes message(Bytes payload) {
    return switch (kind) {
      case ED25519, ECDSA, OLD_ECDSA, RSA_PSS, RSA_PKCS1 -> payload;
      case ML_DSA_44, ML_DSA, ML_DSA_87 ->
          Bytes.concat(Bytes.of((byte) 0x74, (byte) 0x75, (byte) 0x66, (byte) 1), sha512(payload));
    };
  }

  private static Bytes sha512(Bytes content) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-512").digest(content.toArray()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String algorithm() {
    return switch (kind) {
      case ED25519 -> "Ed25519";
      case ECDSA, OLD_ECDSA -> "SHA256withECDSA";
      case RSA_PSS -> "RSASSA-PSS";
      case RSA_PKCS1 -> "SHA256withRSA";
      case ML_DSA_44 -> "ML-DSA-44";
      case ML_DSA -> "ML-DSA-65";
      case ML_DSA_87 -> "ML-DSA-87";
    };
  }

  private static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
