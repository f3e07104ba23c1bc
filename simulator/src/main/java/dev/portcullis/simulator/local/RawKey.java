package dev.portcullis.simulator.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;

/** Reads a raw public key (RFC 7250) of P-256. */
final class RawKey {

  /** A SubjectPublicKeyInfo (RFC 5480) on secp256r1, up to the uncompressed point's coordinates. */
  private static final Bytes P256_INFO =
      Bytes.fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  private static final int COORDINATE = 32;

  private RawKey() {}

  static Outcome<PublicKey, LocalTrouble> parse(Bytes info) {
    int x = P256_INFO.size();
    int y = x + COORDINATE;
    int end = y + COORDINATE;
    if (info.size() != end || !info.slice(0, x).equals(P256_INFO)) {
      return Outcome.refused(LocalTrouble.BAD_KEY);
    }
    return PublicKey.p256(info.slice(x, y), info.slice(y, end))
        .mapRefusal(_ -> LocalTrouble.BAD_KEY);
  }
}
