package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.ota.metadata.KeyId;
import dev.portcullis.ota.metadata.RoleKey;
import dev.portcullis.ota.metadata.RoleSignature;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/**
 * Signatures of an ECU's key, as role metadata has them: of P-256 keys a DER sequence ({@code
 * ecdsa-sha2-nistp256}), of Ed25519 keys RFC 8032. The key is named by its COSE thumbprint (RFC
 * 9679).
 */
record EcuSignatures(Signer signer) implements Function<Bytes, RoleSignature> {

  /** How signatures of {@code key} are verified. */
  static RoleKey.Usable key(PublicKey key) {
    var scheme =
        switch (key.algorithm()) {
          case ES256 -> Scheme.ECDSA_SHA256_DER;
          case EDDSA -> Scheme.EDDSA;
        };
    return new RoleKey.Usable(
        new KeyId(key.thumbprint().value().hex()), VerificationKey.of(key), scheme);
  }

  @Override
  public RoleSignature apply(Bytes payload) {
    var signature = signer.sign(payload);
    var written =
        switch (signer.publicKey().algorithm()) {
          case ES256 -> sequence(signature);
          case EDDSA -> signature;
        };
    return new RoleSignature(key(signer.publicKey()).id(), written);
  }

  private static Bytes sequence(Bytes pair) {
    int half = pair.size() / 2;
    return Der.encode(
        new DerItem.Sequence(
            List.of(integer(pair.slice(0, half)), integer(pair.slice(half, pair.size())))));
  }

  private static DerItem integer(Bytes unsigned) {
    return new DerItem.Int(new BigInteger(1, unsigned.toArray()));
  }
}
