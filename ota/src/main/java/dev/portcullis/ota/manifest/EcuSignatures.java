package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/**
 * Signs with an ECU's key, and writes it as role metadata does: of P-256 keys a DER sequence, of
 * Ed25519 keys RFC 8032.
 */
record EcuSignatures(Signer signer) implements Function<Bytes, EcuSignature> {

  @Override
  public EcuSignature apply(Bytes payload) {
    var method = EcuSignature.Method.of(signer.publicKey());
    var signature = signer.sign(payload);
    var written =
        switch (method) {
          case ECDSA -> sequence(signature);
          case ED25519 -> signature;
        };
    return new EcuSignature(EcuSignature.id(signer.publicKey()), method, written);
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
