package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** The key of one sealed content: derived from a shared secret, used with A256GCM once. */
final class ContentKey {

  static final int A256GCM = 3;
  static final int ECDH_ES_HKDF_256 = -25;

  private static final int KEY_BYTES = 32;
  private static final int TAG_BYTES = 16;

  private ContentKey() {}

  /** HKDF-SHA-256 without salt over the shared secret, with COSE_KDF_Context as its info. */
  static SecretBytes derive(SecretBytes shared, Bytes recipientHeader) {
    byte[] info = kdfContext(recipientHeader).toArray();
    return shared.use(secret -> {
      var generator = new HKDFBytesGenerator(new SHA256Digest());
      generator.init(new HKDFParameters(secret, new byte[0], info));
      byte[] key = new byte[KEY_BYTES];
      int made = generator.generateBytes(key, 0, key.length);
      if (made != key.length) {
        throw new IllegalStateException("HKDF made " + made + " bytes");
      }
      return SecretBytes.takeOver(key);
    });
  }

  /** COSE_KDF_Context (RFC 9053, section 5.2); parties are unnamed, their keys are fresh. */
  private static Bytes kdfContext(Bytes recipientHeader) {
    var unnamed = CborArray.of(CborItem.NULL, CborItem.NULL, CborItem.NULL);
    return Cbor.encode(
        CborArray.of(
            CborItem.uint(A256GCM),
            unnamed,
            unnamed,
            CborArray.of(CborItem.uint(KEY_BYTES * Byte.SIZE), new ByteString(recipientHeader))));
  }

  /** The ciphertext with its tag of 16 bytes. */
  static Bytes encrypt(SecretBytes key, Bytes nonce, Bytes plaintext, Bytes aad) {
    try {
      return run(Cipher.ENCRYPT_MODE, key, nonce, plaintext, aad);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /** The plaintext, or {@code CANNOT_OPEN}. */
  static Outcome<Bytes, CoseRefusal> decrypt(
      SecretBytes key, Bytes nonce, Bytes ciphertext, Bytes aad) {
    if (ciphertext.size() < TAG_BYTES) {
      return Outcome.refused(CoseRefusal.CANNOT_OPEN);
    }
    try {
      return Outcome.passed(run(Cipher.DECRYPT_MODE, key, nonce, ciphertext, aad));
    } catch (AEADBadTagException e) {
      return Outcome.refused(CoseRefusal.CANNOT_OPEN);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private static Bytes run(int mode, SecretBytes key, Bytes nonce, Bytes text, Bytes aad)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    var spec = new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce.toArray());
    // SecretKeySpec clones the bytes it is lent.
    cipher.init(mode, key.use(bytes -> new SecretKeySpec(bytes, "AES")), spec);
    cipher.updateAAD(aad.toArray());
    return Bytes.of(cipher.doFinal(text.toArray()));
  }
}
